package dev.brownout.importing.proxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Backends and routes of a configuration of HAProxy.
 *
 * @see <a href="https://docs.haproxy.org/3.0/configuration.html">HAProxy configuration manual</a>
 */
final class HaproxyConfig {
    private final DirectiveReport report;
    private final Map<String, ProxyDirective> backends = new LinkedHashMap<>();
    private final Map<ProxyDirective, List<ProxyDirective>> inherited = new LinkedHashMap<>();
    private final Map<String, ProxyDirective> resolvers = new LinkedHashMap<>();
    private final Map<String, ProxyUpstream> upstreams = new LinkedHashMap<>();
    private final List<ProxyRoute> routes = new ArrayList<>();

    HaproxyConfig(List<ProxyDirective> sections, DirectiveReport report) {
        this.report = report;
        inherit(sections);
        for (ProxyDirective section : sections) {
            if (section.name().equals("frontend") || section.name().equals("listen")) {
                report.markUsed(section);
                frontend(section);
            }
        }
        if (routes.isEmpty() && !backends.isEmpty()) {
            report.note("no frontend leads to a backend; here users call each backend with an equal share");
            backends.values().forEach(backend -> route(backend.arg(0), backend, 0));
        }
        chains(sections);
        for (ProxyDirective backend : backends.values()) {
            if (!upstreams.containsKey(backend.arg(0)) && backend.name().equals("backend")) {
                report.leftOut(backend, "no frontend leads to the backend " + backend.arg(0));
                backend.block().forEach(line -> report.passedOver(line, "no frontend leads to that backend"));
            }
        }
        HaproxyIgnored.markIgnored(sections, report);
    }

    /** Returns the routes, in the order of the files. */
    List<ProxyRoute> routes() {
        return List.copyOf(routes);
    }

    /** Assigns the defaults to each section: those with its name after {@code from}, else the last ones above it. */
    private void inherit(List<ProxyDirective> sections) {
        Map<String, List<ProxyDirective>> named = new LinkedHashMap<>();
        List<ProxyDirective> last = List.of();
        for (ProxyDirective section : sections) {
            List<ProxyDirective> above =
                    section.following("from").map(named::get).orElse(null);
            if (section.name().equals("defaults")) {
                report.markUsed(section);
                List<ProxyDirective> all = new ArrayList<>(above == null ? List.of() : above);
                all.addAll(section.block());
                last = all;
                named.put(section.arg(0), all);
            } else {
                inherited.put(section, above == null ? last : above);
            }
            if (section.name().equals("resolvers")) {
                resolvers.putIfAbsent(section.arg(0), section);
            }
            if (section.name().equals("backend") || section.name().equals("listen")) {
                backends.putIfAbsent(section.arg(0), section);
            }
        }
    }

    private void frontend(ProxyDirective section) {
        boolean serves = section.block().stream()
                .anyMatch(line -> line.name().equals("server") || line.name().equals("server-template"));
        if (section.name().equals("listen") && serves) {
            route(section.arg(0), section, 0);
        }
        List<ProxyDirective> all = new ArrayList<>(section.block());
        inherited.get(section).stream()
                .filter(line -> line.name().equals("default_backend"))
                .forEach(all::add);
        for (ProxyDirective line : all) {
            if (!line.name().equals("use_backend") && !line.name().equals("default_backend")) {
                continue;
            }
            if (line.arg(0).contains("%[")) {
                report.leftOut(line, "a backend that only a request determines");
            } else if (backends.containsKey(line.arg(0))) {
                report.markUsed(line);
                route(line.arg(0), line, 0);
            } else {
                report.leftOut(line, "the backend " + line.arg(0) + " is in none of the files");
            }
        }
    }

    /** Removes the routes to upstreams with other sections of these files as servers: users reach those directly. */
    private void chains(List<ProxyDirective> sections) {
        Map<String, String> open = new LinkedHashMap<>();
        for (ProxyDirective section : sections) {
            for (ProxyDirective line : section.block()) {
                if (line.name().equals("bind")) {
                    open.put(local(line.arg(0)), section.arg(0));
                }
            }
        }
        for (ProxyRoute route : List.copyOf(routes)) {
            List<String> inner = backends.get(route.upstream().name()).block().stream()
                    .filter(line -> line.name().equals("server"))
                    .map(line -> open.getOrDefault(local(line.arg(1)), ""))
                    .toList();
            boolean others = routes.stream()
                    .anyMatch(other -> !other.equals(route) && other.upstream().nodes() > 0);
            boolean own = inner.contains(route.upstream().name());
            if (others && !own && !inner.isEmpty() && !inner.contains("")) {
                routes.remove(route);
                report.leftOut(
                        backends.get(route.upstream().name()),
                        "its servers are " + String.join(", ", inner) + " of these files; here users call those"
                                + " directly, each with the share of a route");
            }
        }
    }

    /** Returns an address without a name of the own host. */
    private static String local(String address) {
        return address.replaceFirst("^(127\\.\\d+\\.\\d+\\.\\d+|localhost|\\*|0\\.0\\.0\\.0|::1?|\\[::1?])(?=:)", "");
    }

    private void route(String name, ProxyDirective from, double percent) {
        ProxyDirective backend = backends.get(name);
        if (!upstreams.containsKey(name)) {
            report.markUsed(backend);
            ProxyUpstream upstream = HaproxyBackend.upstream(backend, inherited.get(backend), resolvers, report);
            upstreams.put(name, upstream);
            routes.add(new ProxyRoute(upstream, percent, from.origin()));
        }
    }
}
