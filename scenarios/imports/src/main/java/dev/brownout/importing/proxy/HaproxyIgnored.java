package dev.brownout.importing.proxy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Lines of HAProxy without an effect on the scenario, by classes with a reason. */
final class HaproxyIgnored {
    private static final Map<Pattern, String> CLASSES = new LinkedHashMap<>();
    private static final Pattern LIMIT = Pattern.compile(".*(sc\\d?_|src_|_rate|conn_cur|table_).*");

    static {
        add(
                "mode|bind|acl|use_backend|default_backend|use-server|server|server-template|dispatch",
                "they determine the routes");
        add(
                "log.*|option .*log.*|option dontlognull|unique-id.*|capture|stats|monitor.*|"
                        + "daemon|chroot|user|group|uid|"
                        + "gid|pidfile|description|id|email-alert|errorfile.*|errorloc.*|http-error|"
                        + "set-dumpable|localpeer|"
                        + "node|master-worker|insecure-.*|zero-warning|expose-.*|lua-.*|h1-.*|h2-.*|quiet|"
                        + "strict-limits",
                "logs, statistics and process settings change neither load nor time");
        add(
                "ssl.*|ca-base|crt-base|tune\\.ssl.*|crt|ca-file|auth|userlist|issuers-chain-path",
                "encryption and permissions take no time here; 'connections' of the network has handshakes");
        add(
                "http-request|http-response|http-after-response|tcp-request|tcp-response|req.*|"
                        + "rsp.*|redirect|"
                        + "filter|option forwardfor|option originalto|"
                        + "option http-(ignore-probes|no-delay|use-.*|buffer-.*|restrict-.*)|"
                        + "option http_proxy|option accept-.*|option h1-.*|option prefer-last-server|"
                        + "declare|http-send-name-header",
                "rules and headers of requests that select no server here");
        add(
                "compression",
                "transformations of responses, which are a part of 'service' of a load balancer with 'cores'");
        add(
                "option (http-server-close|http-keep-alive|http-tunnel|http-pretend-keepalive|httpclose|forceclose)",
                "connections to servers are opened without a delay here; 'connections' of the network has one");
        add(
                "timeout (client|client-fin|http-request|http-keep-alive|tarpit|client-hs)",
                "a load balancer has no connections of clients here; 'client_connections' of a server has them");
        add(
                "timeout (server-fin|tunnel)",
                "connections after an upgrade, and connections that one side has closed, are not simulated");
        add(
                "fullconn|server-state-.*|load-server-state-from-file",
                "limits that follow the load, and states of servers before a restart, are not simulated");
        add("option allbackups", "servers that are backups are left out");
        add(
                "option abortonclose",
                "a balancer here does not see that a client closes its connection; the request stays in the queue");
        add("hash-balance-factor", "the algorithm is no consistent hashing");
        add("timeout (check|queue|connect|server)", "no backend in use has a use for it, or a later line overrides it");
        add(
                "maxconn|ulimit-n|nbthread|nbproc|cpu-map|tune\\..*|maxconnrate|maxsslconn|"
                        + "maxsessrate|maxsslrate|maxpipes|thread-.*|backlog|rate-limit|numa.*|"
                        + "busy-polling|nopoll|noepoll|nosplice|spread-checks|max-spread-checks|"
                        + "hard-stop-after|grace|noreuseport|"
                        + "profiling.*",
                NginxIgnored.PROCESSES);
        add(
                "option (tcpka|clitcpka|srvtcpka|nolinger|splice.*|tcp-smart.*|socket-stats|"
                        + "contstats|transparent|idle-close.*|"
                        + "independant-streams|independent-streams|checkcache|log-health-checks|"
                        + "disable-h2-upgrade)|http-reuse|source|no|pool-.*|retry-on",
                "settings of connections change neither load nor time here");
        add(
                "option (tcp-check|mysql-check|pgsql-check|redis-check|smtpchk|ldap-check|"
                        + "ssl-hello-chk|external-check)|tcp-check|http-check|external-check",
                "the program of a health check takes no time here");
        add(
                "stick|stick-table|cookie|appsession|persist|option persist|force-persist|ignore-persist",
                "sessions that stay at one server are not imported");
        add(
                "peer|table|nameserver|hold|resolve_retries|parse-resolv-conf|"
                        + "accepted_payload_size|mailer|command|option start-on-reload|total-max-size|"
                        + "max-object-size|max-age|process-vary",
                "peers, name servers and other programs are outside of requests");
        add(
                "global|peers|resolvers|userlist|cache|program|http-errors|ring|mailers|"
                        + "log-forward|fcgi-app|crt-store|log-profile|acme|traces",
                "sections without servers of requests");
        add(
                "balance|retries|option redispatch|option httpchk|default-server|hash-type|defaults",
                "defaults that no backend in use inherits");
    }

    private HaproxyIgnored() {}

    private static void add(String names, String reason) {
        CLASSES.put(Pattern.compile(names), reason);
    }

    /** Marks the lines without an effect, each class with its reason. Rate limits of clients are left out by line. */
    static void markIgnored(List<ProxyDirective> sections, DirectiveReport report) {
        for (ProxyDirective line : sections) {
            boolean rule = List.of("http-request", "tcp-request", "stick-table").contains(line.name());
            if (rule && LIMIT.matcher(line.text()).matches()) {
                report.leftOut(line, "counters for each client: here requests have no addresses");
            }
            boolean pair = List.of("option", "timeout").contains(line.name());
            String name = pair ? line.name() + " " + line.arg(0) : line.name();
            boolean backend = List.of("backend", "frontend", "listen").contains(line.name());
            CLASSES.forEach((names, reason) -> {
                if (!backend && names.matcher(name).matches() && !report.isHandled(line)) {
                    report.passedOver(line, reason);
                }
            });
            markIgnored(line.block(), report);
        }
    }
}
