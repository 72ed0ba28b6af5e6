package dev.brownout.importing.proxy;

import dev.brownout.importing.fitting.LanguageNumbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of the calls of nginx to an upstream: timeouts, further attempts, rate limits and caches of the locations
 * that lead there.
 *
 * @see <a href="https://nginx.org/r/limit_req">nginx, ngx_http_limit_req_module</a>
 */
final class NginxCalls {
    private static final int MOST_TRIES = 1_000;

    /** Keys of zones that are equal for all requests of a server. */
    private static final Pattern COMMON_KEY =
            Pattern.compile("[^$]*(\\$\\{?(server_name|host|http_host|scheme|server_addr)}?[^$]*)*");

    private final DirectiveReport report;
    private final Map<String, ProxyDirective> zones = new LinkedHashMap<>();

    NginxCalls(List<ProxyDirective> directives, DirectiveReport report) {
        this.report = report;
        zones(directives);
    }

    private void zones(List<ProxyDirective> directives) {
        for (ProxyDirective directive : directives) {
            if (directive.name().equals("limit_req_zone")) {
                directive.option("zone").ifPresent(zone -> zones.put(zone.replaceFirst(":.*", ""), directive));
            }
            zones(directive.block());
        }
    }

    /**
     * Adds the settings of a location to the balancer of its upstream. The first location determines them.
     *
     * @param protocol such as {@code proxy} or {@code grpc}
     * @param local directives of the location, with the inherited ones
     */
    void add(ProxyUpstream upstream, String protocol, Map<String, List<ProxyDirective>> local) {
        timeout(upstream, protocol, local);
        attempts(upstream, protocol, local);
        local.getOrDefault("health_check", List.of()).forEach(check -> health(upstream, check));
        local.getOrDefault("limit_req", List.of()).forEach(limit -> rate(upstream, limit));
        for (ProxyDirective cache : local.getOrDefault(protocol + "_cache", List.of())) {
            if (!cache.arg(0).equals("off")) {
                report.leftOut(
                        cache,
                        "the cache of nginx in front of " + upstream.name()
                                + ": its hit ratio depends on the requests; add a cdn in front of the balancer");
            }
        }
    }

    /** Adds the active health check of NGINX Plus: every 5 s, unhealthy after 1 failure, healthy after 1 success. */
    private void health(ProxyUpstream upstream, ProxyDirective check) {
        double every = check.option("interval").flatMap(NginxUnits::nanos).orElse(5e9);
        addSetting(upstream, "health.every", LanguageNumbers.nanos(every, 9), check, "");
        for (String[] pair : new String[][] {{"fails", "health.fall"}, {"passes", "health.rise"}}) {
            String value = check.option(pair[0])
                    .filter(text -> text.matches("[1-9]\\d{0,2}"))
                    .orElse("1");
            upstream.balancer(pair[1], value, "origin: " + check.origin());
        }
        upstream.balancer(
                "health.timeout", LanguageNumbers.nanos(Math.min(every, 60e9), 9), "nginx: proxy_read_timeout");
    }

    private static Optional<ProxyDirective> last(Map<String, List<ProxyDirective>> local, String name) {
        List<ProxyDirective> all = local.getOrDefault(name, List.of());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** Adds a setting. A different value of another location is left out. */
    private void addSetting(ProxyUpstream upstream, String path, String value, ProxyDirective directive, String note) {
        if (upstream.hasSetting(path)) {
            if (!report.isHandled(directive)) {
                report.leftOut(
                        directive,
                        "another value for " + upstream.name()
                                + ", for other requests; here the value of its first location applies to all");
            }
            return;
        }
        report.markUsed(directive);
        upstream.balancer(path, value, "origin: " + directive.origin() + note);
    }

    private void timeout(ProxyUpstream upstream, String protocol, Map<String, List<ProxyDirective>> local) {
        Optional<ProxyDirective> read =
                last(local, protocol + "_read_timeout").or(() -> last(local, protocol + "_timeout"));
        read.flatMap(directive -> NginxUnits.nanos(directive.arg(0)))
                .filter(nanos -> nanos > 0)
                .ifPresent(nanos -> addSetting(
                        upstream,
                        "try_timeout",
                        LanguageNumbers.nanos(nanos, 9),
                        read.get(),
                        ": the time between two reads; here for the whole response"));
        last(local, protocol + "_connect_timeout")
                .filter(directive -> !report.isHandled(directive))
                .ifPresent(directive -> report.leftOut(
                        directive,
                        "the time that a connection may take to open: here a server "
                                + "without power or network is detected after try_timeout"));
        last(local, protocol + "_send_timeout")
                .filter(directive -> !report.isHandled(directive))
                .ifPresent(directive ->
                        report.passedOver(directive, "requests are sent without a delay of the receiver here"));
    }

    private void attempts(ProxyUpstream upstream, String protocol, Map<String, List<ProxyDirective>> local) {
        Optional<ProxyDirective> next = last(local, protocol + "_next_upstream");
        Optional<ProxyDirective> tries = last(local, protocol + "_next_upstream_tries");
        boolean isOff = next.isPresent() && next.get().args().contains("off");
        if (isOff) {
            addSetting(upstream, "redispatch", "0", next.get(), "");
            tries.filter(directive -> !report.isHandled(directive))
                    .ifPresent(directive -> report.passedOver(directive, "further attempts are off"));
            return;
        }
        last(local, "stream")
                .ifPresent(directive -> upstream.balancer(
                        "redispatch_on",
                        "refused",
                        "nginx: in a stream (" + directive.origin()
                                + "), another server is tried only if a connection cannot be opened"));
        next.filter(directive -> !local.containsKey("stream")).ifPresent(directive -> {
            boolean timeout = directive.args().contains("timeout");
            boolean error = directive.args().contains("error");
            addSetting(upstream, "redispatch_on", timeout ? "timeout" : error ? "error" : "refused", directive, "");
            List<String> others = directive.args().stream()
                    .filter(arg -> !arg.equals("timeout") && !arg.equals("error"))
                    .toList();
            if (!others.isEmpty()) {
                report.leftOut(
                        directive,
                        "further attempts after " + String.join(", ", others)
                                + ": here only after errors of the connection and timeouts");
            }
        });
        tries.filter(directive -> directive.arg(0).matches("\\d{1,4}")).ifPresent(directive -> {
            int number = Math.min(MOST_TRIES, Integer.parseInt(directive.arg(0)));
            if (number > 0) {
                addSetting(
                        upstream, "redispatch", Integer.toString(number - 1), directive, ": attempts, with the first");
            } else {
                report.markUsed(directive);
            }
        });
        last(local, protocol + "_next_upstream_timeout")
                .filter(directive -> !report.isHandled(directive))
                .ifPresent(directive -> {
                    if (NginxUnits.nanos(directive.arg(0)).orElse(0.0) > 0) {
                        report.leftOut(directive, "the time limit of all attempts together");
                    } else {
                        report.passedOver(directive, "no time limit is set");
                    }
                });
    }

    /**
     * Adds a rate limit. Excess requests wait in a leaky bucket with the capacity {@code burst}; with {@code nodelay}
     * they pass immediately, as with a token bucket that has one token more.
     */
    private void rate(ProxyUpstream upstream, ProxyDirective limit) {
        ProxyDirective zone = zones.get(limit.option("zone").orElse(""));
        String key = zone == null ? "" : zone.arg(0);
        Optional<String> rate =
                zone == null ? Optional.empty() : zone.option("rate").flatMap(NginxUnits::rate);
        if (rate.isEmpty()) {
            report.leftOut(limit, "its zone has no rate in these files");
            return;
        }
        if (!COMMON_KEY.matcher(key).matches()) {
            report.leftOut(
                    limit,
                    "a limit of " + rate.get() + " for each client or value of " + key
                            + ", and its burst: the number of clients is unknown; 'rate_limit' with 'per: key' has one"
                            + " for each key");
            report.passedOver(zone, "zones of limits for each client");
            return;
        }
        long burst = limit.option("burst")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::valueOf)
                .orElse(0L);
        boolean waits = burst > 0 && !limit.args().contains("nodelay");
        report.markUsed(zone);
        if (!upstream.hasSetting("rate_limit.rate")) {
            upstream.balancer(
                    "rate_limit.algorithm", waits ? "leaky-bucket" : "token-bucket", "origin: " + limit.origin());
            upstream.balancer(
                    "rate_limit.burst", Long.toString(waits ? burst : burst + 1), "origin: " + limit.origin());
        }
        addSetting(upstream, "rate_limit.rate", rate.get(), limit, ", " + zone.origin());
    }
}
