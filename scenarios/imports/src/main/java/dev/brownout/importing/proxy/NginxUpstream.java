package dev.brownout.importing.proxy;

import dev.brownout.importing.fitting.LanguageNumbers;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Block {@code upstream} of a configuration of nginx.
 *
 * @see <a href="https://nginx.org/r/upstream">nginx, ngx_http_upstream_module</a>
 */
final class NginxUpstream {
    /** Words of a server that are read. A route is the value of its sticky sessions, which are listed. */
    private static final Pattern WORDS = Pattern.compile(
            "(weight|max_fails|fail_timeout|max_conns|service|slow_start|route|id)=.*|backup|down|resolve|drain");

    private final ProxyDirective block;
    private final DirectiveReport report;
    private final ProxyUpstream upstream;

    private NginxUpstream(ProxyDirective block, DirectiveReport report) {
        this.block = block;
        this.report = report;
        this.upstream = new ProxyUpstream(block.arg(0), block.origin());
    }

    static ProxyUpstream upstream(ProxyDirective block, DirectiveReport report) {
        NginxUpstream reader = new NginxUpstream(block, report);
        report.markUsed(block);
        block.children("server").forEach(reader::server);
        block.block().forEach(reader::algorithm);
        reader.failures();
        return reader.upstream;
    }

    private void server(ProxyDirective server) {
        report.markUsed(server);
        server.args().stream()
                .skip(1)
                .filter(word -> !WORDS.matcher(word).matches())
                .forEach(word -> report.unparsed(server, word));
        if (server.args().contains("drain")) {
            report.leftOut(server, "the server " + server.arg(0) + " drains: it gets only requests of its sessions");
            return;
        }
        if (server.args().contains("down") || server.args().contains("backup")) {
            boolean isDown = server.args().contains("down");
            report.leftOut(
                    server,
                    isDown
                            ? "the server " + server.arg(0) + " is marked as down"
                            : "the backup " + server.arg(0) + " of " + block.arg(0)
                                    + ": it receives requests only if all others are unavailable");
            return;
        }
        long weight = server.option("weight")
                .filter(text -> text.matches("[1-9]\\d{0,5}"))
                .map(Long::valueOf)
                .orElse(1L);
        upstream.add(new ProxyServer(server.arg(0), 1, weight, server.origin()));
        server.option("max_conns")
                .filter(most -> !most.equals("0"))
                .ifPresent(most -> report.leftOut(
                        server, "max_conns of " + server.arg(0) + ": further requests go to other servers of nginx"));
        if (server.args().contains("resolve") || server.option("service").isPresent()) {
            report.leftOut(
                    server,
                    "the number of addresses of " + server.arg(0) + ", which is in the name service; here one node");
        }
        server.option("slow_start")
                .flatMap(NginxUnits::nanos)
                .filter(nanos -> nanos > 0)
                .ifPresent(nanos ->
                        upstream.balancer("slow_start", LanguageNumbers.nanos(nanos, 9), "origin: " + server.origin()));
    }

    private void algorithm(ProxyDirective directive) {
        String from = "origin: " + directive.origin();
        switch (directive.name()) {
            case "least_conn" -> choose(directive, "least-connections", from);
            case "least_time" -> choose(directive, "least-response-time", from);
            case "ip_hash" -> choose(directive, "source-hash", from);
            case "random" -> choose(directive, directive.arg(0).equals("two") ? "power-of-two" : "random", from);
            case "hash" -> {
                boolean address = directive.arg(0).matches("\\$\\{?(binary_)?remote_addr}?");
                boolean consistent = directive.args().contains("consistent");
                String note = consistent || address ? "" : ", here consistent: fewer keys move if a server fails";
                choose(directive, address && !consistent ? "source-hash" : "ring-hash", from + note);
            }
            case "sticky" -> report.leftOut(directive, "sessions that stay at one server");
            case "queue" -> report.leftOut(directive, "requests that wait in nginx for a server");
            case "zone", "state", "ntlm" -> report.passedOver(directive, "shared memory changes no selection here");
            case "keepalive", "keepalive_requests", "keepalive_time", "keepalive_timeout" ->
                report.passedOver(directive, "connections to servers are opened without a delay here");
            default -> {}
        }
    }

    private void choose(ProxyDirective directive, String algorithm, String from) {
        report.markUsed(directive);
        upstream.balancer("algorithm", algorithm, from);
    }

    private void failures() {
        List<ProxyDirective> servers = block.children("server")
                .filter(server -> !server.args().contains("backup"))
                .filter(server -> !server.args().contains("down"))
                .toList();
        upstream.single("passive_checks", "none", "nginx: a single server is never considered unavailable");
        Optional<ProxyDirective> fails = servers.stream()
                .filter(server -> server.option("max_fails").isPresent())
                .findFirst();
        Optional<ProxyDirective> time = servers.stream()
                .filter(server -> server.option("fail_timeout").isPresent())
                .findFirst();
        for (String key : List.of("max_fails", "fail_timeout")) {
            if (servers.stream().map(server -> server.option(key)).distinct().count() > 1) {
                report.note(block.origin() + ": " + key + " differs among the servers of " + block.arg(0)
                        + "; here the first value applies to all");
            }
        }
        String most = fails.flatMap(server -> server.option("max_fails")).orElse("");
        if (most.equals("0")) {
            upstream.balancer(
                    "passive_checks",
                    "none",
                    "origin: max_fails=0 (" + fails.get().origin() + ")");
            return;
        }
        if (most.matches("[1-9]\\d{0,5}")) {
            upstream.balancer(
                    "passive_checks.max_fails", most, "origin: " + fails.get().origin());
        }
        time.flatMap(server -> server.option("fail_timeout"))
                .flatMap(NginxUnits::nanos)
                .filter(nanos -> nanos > 0)
                .ifPresent(nanos -> upstream.balancer(
                        "passive_checks.fail_timeout",
                        LanguageNumbers.nanos(nanos, 9),
                        "origin: " + time.get().origin()));
    }
}
