#!/bin/sh
# The ledger of the link check lives on the branch `link-health`, apart from the course.
#   ledger.sh fetch   puts it into .links/; a repository without the branch has none yet
#   ledger.sh push    commits what changed in .links/ to that branch
# TOKEN, where given, opens a private repository; it is never written to disk.
set -eu
branch=link-health
remote=$(git remote get-url origin)
git_remote() {
    if [ -n "${TOKEN:-}" ]; then
        basic=$(printf 'x-access-token:%s' "$TOKEN" | base64 | tr -d '\n')
        GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$remote.extraheader" \
            GIT_CONFIG_VALUE_0="Authorization: basic $basic" git "$@"
    else
        git "$@"
    fi
}

fetch() {
    # 2 means that there is no such branch. Any other failure must not look like that: the next
    # push would begin the history anew.
    code=0
    git_remote ls-remote --exit-code "$remote" "refs/heads/$branch" >/dev/null || code=$?
    if [ "$code" = 2 ]; then
        rm -rf .links
        git init --quiet --initial-branch="$branch" .links
        echo "no ledger yet: the branch $branch begins tonight"
    elif [ "$code" = 0 ]; then
        rm -rf .links
        git_remote clone --quiet --depth 1 --single-branch --branch "$branch" "$remote" .links
    else
        echo "cannot reach the repository to fetch the ledger" >&2
        exit "$code"
    fi
}

push() {
    cd .links
    for name in ledger.jsonl history.jsonl transitions.atom; do
        if [ -f "$name" ]; then git add "$name"; fi
    done
    if git diff --cached --quiet; then
        echo "nothing changed"
        return
    fi
    git -c user.name=link-health -c user.email=link-health@users.noreply.github.com \
        commit --quiet --message "Remember the night of $(date -u +%Y-%m-%d)"
    git_remote push --quiet "$remote" "HEAD:refs/heads/$branch"
}

case "${1:-}" in
fetch) fetch ;;
push) push ;;
*) echo "usage: ledger.sh fetch|push" >&2 && exit 2 ;;
esac
