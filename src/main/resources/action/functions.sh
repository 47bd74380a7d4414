set -euf -o pipefail
umask 077
# The CLI shows answers page by page and may ask back: nothing would go on.
export AWS_PAGER= AWS_CLI_AUTO_PROMPT=off
before="before-$plan"
mkdir -p "$before"
step=
skipped=
trap 'stopped $?' EXIT

stopped() {
  if [ "$1" -eq 0 ] || [ -z "$step" ]; then return; fi
  echo "Stopped in step $step; it is not finished. See to it and run the script again." >&2
  echo "Where it cannot be done now: SKIP='${SKIP:+$SKIP }$step' before the script leaves it out and does those behind it." >&2
}

# Whether a list of steps, as a person writes it, names this one.
named() { local list=${1//,/ }; case " $list " in *" $2 "*) return 0 ;; *) return 1 ;; esac; }

# A step that was finished in an earlier run is not done again; nor one that SKIP leaves out, or that rests on such a one.
todo() {
  local rest
  if grep -qxF "$1" "$before/finished" 2>/dev/null; then return 1; fi
  for rest in "$@"; do
    if named "${SKIP:-}" "$rest" && ! grep -qxF "$rest" "$before/finished" 2>/dev/null; then
      skipped="$skipped $1"
      echo "$1. Left out: SKIP names $rest" >&2
      return 1
    fi
  done
}
finished() { printf '%s\n' "$1" >> "$before/finished"; }

# What the plan says of a step, or beside its commands.
words() { printf '  %s\n' "$@"; }

# What a person does before the commands of a step: asked at a terminal; elsewhere FIRST names the steps for which it is done.
first() {
  local answer=
  if named "${FIRST:-}" "$1"; then return 0; fi
  if [ -t 0 ]; then read -r -p "  Is that done? Then type yes: " answer || answer=; fi
  if [ "$answer" = yes ]; then return 0; fi
  echo "  That comes first. When it is done, run the script again with FIRST='${FIRST:+$FIRST }$1' before it." >&2
  return 1
}

# What is left when the script ends: steps by hand, steps with a part by hand, steps that were left out.
ended() {
  if [ -n "$1" ]; then echo "By hand, and not done by this script:$1. What to do stands above and in the script."; fi
  if [ -n "$2" ]; then echo "More than their commands, read what stands above at:$2."; fi
  if [ -n "$skipped" ]; then
    echo "Left out:$skipped. Complete the task as failed with these in «failed»; name what was done behind them in «alsoDone»."
  elif [ -n "$1$2" ]; then
    echo 'The commands are done. Complete the task when the rest is done too; what is not, name in «failed».'
  else
    echo 'All steps are done. Now complete the task.'
  fi
}

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
  local meant there ours theirs unproven
  if [ -z "$1" ]; then
    echo "Stopped: nobody said which cluster this is in. Run the script with CLUSTER=<its name> before it." >&2
    exit 1
  fi
  meant=$(aws eks describe-cluster --name "$1" --region "$3" --query cluster.endpoint --output text) || meant=
  there=$(kubectl config view --minify --output 'jsonpath={.clusters[0].cluster.server}') || there=
  if [ -n "$meant" ] && [ "$meant" != None ] && [ "$there" = "$meant" ]; then return 0; fi
  # Through a tunnel the address is another one. Each cluster of EKS has an authority of its own: a server that proves itself by it is that cluster.
  ours=$(aws eks describe-cluster --name "$1" --region "$3" --query cluster.certificateAuthority.data --output text) || ours=
  theirs=$(kubectl config view --minify --flatten --raw --output 'jsonpath={.clusters[0].cluster.certificate-authority-data}') || theirs=
  unproven=$(kubectl config view --minify --output 'jsonpath={.clusters[0].cluster.insecure-skip-tls-verify}') || unproven=true
  if [ -n "$ours" ] && [ "$ours" != None ] && [ "$theirs" = "$ours" ] && [ "$unproven" != true ] && [[ $there == https://* ]]; then
    return 0
  fi
  echo "Stopped: kubectl asks ${there:-no server}, but cluster $1 of account $2 in $3 is ${meant:-not known}." >&2
  echo "Point it there, with aws eks update-kubeconfig, and run the script again. A tunnel's address will do where certificate-authority-data is that cluster's." >&2
  exit 1
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

# What was approved is the thing that was there then. Another one of the same name, made since, is nobody's to change by this plan:
# same <when it was approved> <what tells when the thing was made>
same() {
  local approved=$1 made form='^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?([+]00:00|Z)$'
  shift
  if ! made=$(TZ=UTC "$@" 2> "$before/said"); then
    if ! absent; then echo "  not known whether it was made anew since the approval: it cannot be read" >&2; fi
    return 0
  fi
  if ! [[ $made =~ $form ]]; then
    echo "  not known whether it was made anew since the approval: nothing tells when it was made" >&2
    return 0
  fi
  if [[ ${made:0:19} > ${approved:0:19} ]]; then
    echo "  This one was made at ${made:0:19}Z, after the plan was approved (${approved:0:19}Z): it is not what was approved, and is left alone." >&2
    echo "  Complete the task as failed with $step in «failed»: what is left to do is looked at and planned anew." >&2
    return 1
  fi
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

# An operation that answers success and names what it did not do: its --query gives that.
wholly() {
  local not
  not=$(gone "$@" --output json)
  case "${not//[[:space:]]/}" in
    '' | null | '[]' | '{}') ;;
    *) printf 'Not done, says AWS: %s\n' "$not" >&2; return 1 ;;
  esac
}

# A rule that is in a security group already need not be put in again.
there() {
  local said pattern='^(aws: \[ERROR\]: )?An error occurred \(InvalidPermission\.Duplicate\) when calling '
  if "$@" 2> "$before/said"; then
    cat "$before/said" >&2
    return
  fi
  said=$(grep -m 1 . "$before/said") || said=
  if [[ $said =~ $pattern ]]; then
    echo "  there already" >&2
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
