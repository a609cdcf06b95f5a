"""The texts that learners read: where they stand, and how they are spaced and marked."""
