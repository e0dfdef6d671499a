#!/bin/sh
# A week on its way: two units check in, their week is sealed, travels over a
# real SFTP server and a real HTTPS server, and ends on the office's page. All
# of it in a folder of its own, on addresses of this machine only. KEEP=DIR
# leaves the pages and a picture of the first one there.
. "$(dirname "$0")/../pty/cli.sh"

for tool in sshd:/usr/sbin/sshd nginx:/usr/sbin/nginx \
	openssl:/usr/bin/openssl faketime:/usr/bin/faketime; do
	[ -x "${tool#*:}" ] || {
		skip "${tool%%:*} is not installed"
		finish
	}
done
NO_FAKE_STAT=1
ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0
export NO_FAKE_STAT ASAN_OPTIONS

step() {
	printf '\n== %s\n' "$*"
}

# at TIME COMMAND ...: the program, on that day.
at() {
	time=$1
	shift
	faketime -f "@2026-$time" "$HUDDLE" "$@"
}

# A port that nobody listens on, as far as can be told.
free_port() {
	port=$((20000 + ($$ * 7 + $1 * 613) % 20000))
	while ss -ltn 2>/dev/null | grep -q ":$port "; do
		port=$((port + 1))
	done
	echo $port
}

# until_it COMMAND ...: tries until it succeeds, 2,000 times at most.
until_it() {
	tries=0
	while ! "$@" 2>/dev/null; do
		tries=$((tries + 1))
		[ $tries -lt 2000 ] || return 1
	done
}

answers() {
	: | openssl s_client -connect "127.0.0.1:$1" >/dev/null 2>&1
}

listens() {
	ss -ltn | grep -q "127.0.0.1:$1 "
}

servers() {
	mkdir -p "$work/inbox" "$work/tls" "$work/ssh" /run/sshd 2>/dev/null
	chmod 755 "$work"
	ssh-keygen -q -t ed25519 -N '' -f "$work/ssh/host"
	ssh-keygen -q -t ed25519 -N '' -f "$work/ssh/login"
	cp "$work/ssh/login.pub" "$work/ssh/authorized"
	sftp_port=$(free_port 1)
	cat >"$work/ssh/config" <<-EOT
		ListenAddress 127.0.0.1
		Port $sftp_port
		HostKey $work/ssh/host
		PidFile $work/ssh/pid
		AuthorizedKeysFile $work/ssh/authorized
		StrictModes no
		UsePAM no
		PasswordAuthentication no
		Subsystem sftp internal-sftp
	EOT
	/usr/sbin/sshd -f "$work/ssh/config" -E "$work/ssh/log"
	until_it listens "$sftp_port" || ill 'sshd does not start'
	echo "[127.0.0.1]:$sftp_port $(cat "$work/ssh/host.pub")" \
		>"$work/ssh/known_hosts"

	faketime -f '@2026-11-01 00:00:00' openssl req -x509 -newkey ed25519 \
		-nodes -days 3650 -subj /CN=127.0.0.1 \
		-addext subjectAltName=IP:127.0.0.1 \
		-keyout "$work/tls/key" -out "$work/tls/cert" 2>/dev/null
	https_port=$(free_port 2)
	printf 'unit:%s\n' "$(openssl passwd -6 secret)" >"$work/tls/users"
	chmod -R a+rX "$work/tls"
	chmod 777 "$work/inbox"
	cat >"$work/tls/nginx.conf" <<-EOT
		pid $work/tls/pid;
		error_log $work/tls/log;
		events {}
		http {
			access_log off;
			client_body_temp_path $work/tls/body;
			proxy_temp_path $work/tls/proxy;
			fastcgi_temp_path $work/tls/fastcgi;
			uwsgi_temp_path $work/tls/uwsgi;
			scgi_temp_path $work/tls/scgi;
			server {
				listen 127.0.0.1:$https_port ssl;
				ssl_certificate $work/tls/cert;
				ssl_certificate_key $work/tls/key;
				root $work;
				location /inbox/ {
					auth_basic huddle;
					auth_basic_user_file $work/tls/users;
					dav_methods PUT MOVE DELETE;
				}
			}
		}
	EOT
	[ "$(id -u)" != 0 ] || sed -i '1i user root;' "$work/tls/nginx.conf"
	/usr/sbin/nginx -c "$work/tls/nginx.conf" -e "$work/tls/log"
	until_it answers "$https_port" || ill 'nginx does not start'
	undo='kill $(cat "$work/ssh/pid" "$work/tls/pid") 2>/dev/null'
}

# week UNIT NAME: a unit whose people check in on Tuesday the 17th.
week() {
	HUDDLE_CONFIG=$work/$1/huddle.conf
	HUDDLE_STORE=$work/$1/huddle.db
	export HUDDLE_CONFIG HUDDLE_STORE
	is "set up $2" at '11-16 10:00:00' init --unit "$1" --name "$2" \
		--organization example-health --yes >/dev/null
	is "$2 opens its box" at '11-17 07:00:00' round open >/dev/null
	for energy in 4 5 2 4 3 4 1; do
		printf 'energy=%d\nneeded=4\nsomeone=5\n\n' $energy
	done |
		is "$2 checks in" at '11-17 07:10:00' checkin - >/dev/null
	is "$2 closes its box" at '11-17 07:16:00' round close \
		--headcount 9 >/dev/null
	is "$2 gives its key" at '11-17 08:00:00' key export \
		"$work/$1.pub" >/dev/null
}

# send UNIT: what waits.
send() {
	HUDDLE_CONFIG=$work/$1/huddle.conf
	HUDDLE_STORE=$work/$1/huddle.db
	export HUDDLE_CONFIG HUDDLE_STORE
	is "$1 sends" at '11-24 07:00:00' send
}

office() {
	"$HUDDLE" office "$@"
}

step 'A wellness office, and two units'
servers
is 'the office is made' office init --store "$work/office.db" \
	--organization example-health
week 4-west '4 West'
week 5-east '5 East'
is 'both are enrolled' office enrol --store "$work/office.db" \
	"$work/4-west.pub" "$work/5-east.pub"

step 'One delivers over SFTP, the other over HTTPS'
# settings UNIT LINE ...: the office, and the lines of "deliver".
settings() {
	file=$work/$1/huddle.conf
	shift
	printf '\t%s\n' "$@" >"$work/lines"
	sed -i -e "/^deliver = {/r $work/lines" "$file"
	echo "office_key = \"$work/office.pub\";" >>"$file"
}
settings 4-west "to = \"sftp://127.0.0.1:$sftp_port$work/inbox/\";" \
	"user = \"$(id -un)\";" \
	"identity = \"$work/ssh/login\";" \
	"known_hosts = \"$work/ssh/known_hosts\";"
echo secret >"$work/password"
chmod 600 "$work/password"
settings 5-east "to = \"https://127.0.0.1:$https_port/inbox/\";" \
	'user = "unit";' "password_file = \"$work/password\";" \
	"authorities = \"$work/tls/cert\";"
send 4-west
send 5-east
is 'two files have arrived' [ "$(ls "$work/inbox" | grep -c '[.]huddle$')" = 2 ]
is 'and nothing half' [ -z "$(find "$work/inbox" -name '*.part')" ]
send 4-west
is 'a second time nothing is sent' \
	[ "$(ls "$work/inbox" | grep -c '[.]huddle$')" = 2 ]

step 'The office collects, and makes its pages'
office collect --store "$work/office.db" "$work/inbox" | tee "$work/out"
is 'both are stored' grep -q '2 stored' "$work/out"
office status --store "$work/office.db"
is 'the pages are made' office report --store "$work/office.db" \
	--output "$work/pages"
is 'one for the organization' grep -q '4 West' "$work/pages/index.html"
is 'one for each unit' [ -s "$work/pages/unit-4-west.html" ]
is 'with the week of the 17th' grep -q '2026' "$work/pages/unit-5-east.html"

if command -v chromium >/dev/null; then
	step 'In a browser'
	chromium --headless --no-sandbox --disable-gpu \
		--disable-background-networking --window-size=1000,1400 \
		--user-data-dir="$work/chromium" \
		--screenshot="$work/index.png" \
		"file://$work/pages/index.html" >/dev/null 2>&1
	is 'the browser shows the first page' [ -s "$work/index.png" ]
else
	skip 'chromium is not installed: nobody looked at the page'
fi
if [ -n "${KEEP:-}" ]; then
	mkdir -p "$KEEP" && cp -R "$work/pages" "$KEEP"
	[ ! -e "$work/index.png" ] || cp "$work/index.png" "$KEEP"
fi
finish
