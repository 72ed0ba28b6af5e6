package dev.brownout.importing.proxy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.system.SystemDescription;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SiteScenario;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Scenario of a proxy: a balancer and a tier of servers for each upstream. */
final class ProxyScenario {
    private final Product product;
    private final List<ProxyRoute> routes;
    private final DirectiveReport report;
    private final IdentifierSanitizer names = new IdentifierSanitizer();
    private final Map<String, SystemPart> parts = new LinkedHashMap<>();
    private final Map<ProxyUpstream, SystemPart> tiers = new LinkedHashMap<>();

    private ProxyScenario(Product product, List<ProxyRoute> routes, DirectiveReport report) {
        this.product = product;
        this.routes = routes;
        this.report = report;
    }

    /**
     * Returns the scenario of the routes in some files.
     *
     * @throws ImportException if a file cannot be read, or no route leads to a server
     */
    static SystemDescription system(Product product, List<ImportSource> sources) throws ImportException {
        ProxyRoutes read = ProxyRoutes.of(product, sources, host -> false);
        List<ProxyRoute> all = read.routes();
        DirectiveReport report = read.directives();
        String name = product.name().toLowerCase(Locale.ROOT);
        List<ProxyRoute> routes = new ArrayList<>();
        for (ProxyRoute route : all) {
            if (route.upstream().nodes() > 0) {
                routes.add(route);
            } else {
                report.note(
                        route.origin() + ": no server of " + route.upstream().name() + " is in use; left out");
            }
        }
        if (routes.isEmpty()) {
            throw new ImportException(
                    "{}: no scenario is possible: {}", String.join(", ", report.names()), reason(product, all, report));
        }
        return new ProxyScenario(product, routes, report).scenario("import " + name);
    }

    /** Returns the reason for which no route leads to a server. */
    private static String reason(Product product, List<ProxyRoute> all, DirectiveReport report) {
        if (!all.isEmpty()) {
            String upstream = all.get(0).upstream().name();
            return product == Product.HAPROXY
                    ? "the backend " + upstream + " has no server in use"
                    : "the upstream " + upstream + " has no server in use";
        }
        if (product == Product.HAPROXY) {
            return "no frontend leads to a backend with servers";
        }
        String passes = "the configuration of nginx has no route to a server (proxy_pass, grpc_pass, fastcgi_pass,"
                + " uwsgi_pass)";
        if (report.has("include")) {
            return passes + "; name the files that it includes too";
        }
        return report.has("root") || report.has("return")
                ? passes + "; it serves files and responses of its own"
                : passes;
    }

    private SystemDescription scenario(String command) throws ImportException {
        List<ProxyRoute> split =
                routes.stream().filter(route -> route.percent() > 0).toList();
        SystemPart shares = null;
        if (split.size() > 1) {
            shares = new SystemPart(
                    names.uniqueVariant("split"), Role.SPLIT, split.get(0).origin());
            shares.onEntered("a guess: users call the proxy");
            parts.put(shares.name(), shares);
        }
        for (ProxyRoute route : routes) {
            SystemPart balancer = balancer(route);
            if (shares != null && route.percent() > 0) {
                shares.share(balancer.name(), Math.round(route.percent() * 100), route.origin());
            } else {
                balancer.onEntered("a route (" + route.origin() + ")");
            }
        }
        if (routes.size() > 1) {
            report.note("the proxy is one process with " + routes.size() + " balancers here, one for each upstream: "
                    + "a fault of the proxy needs a fault of each");
        }
        return SiteScenario.system(command, report, parts, names);
    }

    /** Returns whether an upstream has a name with letters, and not only a socket or an address. */
    private static boolean isNamed(ProxyUpstream upstream) {
        return !upstream.name().startsWith("unix:") && upstream.name().matches(".*[A-Za-z].*");
    }

    private SystemPart balancer(ProxyRoute route) {
        ProxyUpstream upstream = route.upstream();
        String proxy = product.name().toLowerCase(Locale.ROOT);
        String own = routes.size() == 1 ? proxy : proxy + "-" + upstream.name();
        SystemPart balancer = new SystemPart(
                names.uniqueVariant(own),
                Role.BALANCER,
                "the upstream " + upstream.name() + " (" + upstream.origin() + ")");
        balancer.addSetting("profile", product.profile(), "the defaults of " + proxy);
        upstream.balance(balancer, upstream.nodes());
        upstream.weigh(balancer);
        SystemPart tier = tier(upstream);
        balancer.pool(tier.name(), 1, "a route (" + route.origin() + ")");
        parts.put(balancer.name(), balancer);
        parts.put(tier.name(), tier);
        return balancer;
    }

    /** Returns the tier of an upstream: that of an earlier one with the same servers, or a new one. */
    private SystemPart tier(ProxyUpstream upstream) {
        for (var other : tiers.entrySet()) {
            if (upstream.hasSameServers(other.getKey())) {
                String same = upstream.name() + " has the same servers as "
                        + other.getKey().name();
                report.note(upstream.origin() + ": " + same
                        + (upstream.servesAs(other.getKey())
                                ? ": one tier here"
                                : ": one tier here, with the limits of "
                                        + other.getKey().name()));
                return other.getValue();
            }
        }
        List<String> shared = upstream.servers().stream()
                .map(ProxyServer::host)
                .filter(host -> tiers.keySet().stream()
                        .anyMatch(other -> other.servers().stream()
                                .anyMatch(server -> server.host().equals(host))))
                .toList();
        if (!shared.isEmpty()) {
            report.note(upstream.origin() + ": servers of several upstreams share the cores of "
                    + String.join(", ", shared) + ": here each has its own; a 'machine' with 'host' joins them");
        }
        SystemPart tier = new SystemPart(
                names.uniqueVariant(isNamed(upstream) ? upstream.name() : "server"),
                Role.SERVER,
                "the servers of " + upstream.name() + " (" + upstream.origin() + ")");
        tier.nodes(upstream.nodes(), upstream.nodesOrigin());
        upstream.serve(tier);
        tiers.put(upstream, tier);
        return tier;
    }
}
