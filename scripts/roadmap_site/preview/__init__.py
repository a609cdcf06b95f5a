"""What a change looks like on the site: its pages in one file that needs nothing else."""
