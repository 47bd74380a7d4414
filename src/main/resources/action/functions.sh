set -euf -o pipefail
umask 077
before="before-$plan"
mkdir -p "$before"
step=
trap '[ $? -eq 0 ] || [ -z "$step" ] || echo "Stopped in step $step; it is not finished. See to it and run the script again." >&2' EXIT

# A step that was finished in an earlier run is not done again.
todo() { ! grep -qxF "$1" "$before/finished" 2>/dev/null; }
finished() { printf '%s\n' "$1" >> "$before/finished"; }

# The account's own profile, where PROFILE_<account> names one; then a look that it is that account.
account() {
  local profile="PROFILE_$1" there
  if [ -n "${!profile:-}" ]; then export AWS_PROFILE="${!profile}"; fi
  there=$(aws sts get-caller-identity --query Account --output text)
  if [ "$there" != "$1" ]; then
    echo "Stopped: these credentials are of account $there, not $1. Set PROFILE_$1 to a profile of $1." >&2
    exit 1
  fi
}

# kubectl asks the cluster that is meant, or nothing is done: cluster <name> <account> <region>
cluster() {
  local meant there
  if [ -z "$1" ]; then
    echo "Stopped: nobody said which cluster this is in. Run the script with CLUSTER=<its name> before it." >&2
    exit 1
  fi
  meant=$(aws eks describe-cluster --name "$1" --region "$3" --query cluster.endpoint --output text) || meant=
  there=$(kubectl config view --minify --output 'jsonpath={.clusters[0].cluster.server}') || there=
  if [ -z "$meant" ] || [ "$meant" = None ] || [ "$there" != "$meant" ]; then
    echo "Stopped: kubectl asks ${there:-no server}, but cluster $1 of account $2 in $3 is ${meant:-not known}." >&2
    echo "Point it there, with aws eks update-kubeconfig, and run the script again." >&2
    exit 1
  fi
}

# Whether the service itself says that the thing is not there. Its code at the beginning of the first line counts; words further
# behind may be names that somebody chose.
absent() {
  local said pattern
  said=$(grep -m 1 . "$before/said") || return 1
  pattern='^Error from server \(NotFound\): [^ ]+ "[^"]*" not found'
  if [[ $said =~ $pattern ]]; then return 0; fi
  pattern='^(aws: \[ERROR\]: |fatal error: |remove_bucket failed: s3://[^ ]* )?An error occurred \(([A-Za-z0-9.]+)\) when calling the ([A-Za-z0-9]+) operation[^:]*: (.*)'
  if ! [[ $said =~ $pattern ]]; then return 1; fi
  case "${BASH_REMATCH[2]} ${BASH_REMATCH[3]} ${BASH_REMATCH[4]}" in
    TypeNotFound* | RequestTokenNotFound*) return 1 ;;
    NoSuch* | '404 '*) return 0 ;;
    'InvalidDocument DeleteDocument '*) return 0 ;;
    'ValidationError DeleteAutoScalingGroup AutoScalingGroup name not found'*) return 0 ;;
    'ValidationError DeleteLaunchConfiguration Launch configuration name not found'*) return 0 ;;
    'ValidationException StopNotebookInstance RecordNotFound'*) return 0 ;;
    'ValidationException DeleteNotebookInstance RecordNotFound'*) return 0 ;;
  esac
  case ${BASH_REMATCH[2]} in
    *NotFound | *NotFoundException | *NotFoundFault | *DoesNotExist) return 0 ;;
  esac
  return 1
}

# A deletion, or a list of what is to be deleted: of what is gone already it is done. Every other failure is one.
gone() {
  if "$@" 2> "$before/said"; then
    cat "$before/said" >&2
  elif absent; then
    echo "  gone already" >&2
  else
    cat "$before/said" >&2
    return 1
  fi
}

# How it was before, into a file; what cannot be read is said.
before() {
  local file=$1; shift
  if [ ! -s "$before/$file" ] && ! "$@" > "$before/$file" 2> "$before/$file.err"; then
    echo "  before: not readable ($before/$file.err)"
  fi
}
