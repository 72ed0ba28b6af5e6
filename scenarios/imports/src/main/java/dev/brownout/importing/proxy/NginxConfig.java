package dev.brownout.importing.proxy;

import dev.brownout.importing.fitting.LanguageNumbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Upstreams and routes of a configuration of nginx.
 *
 * @see <a href="https://nginx.org/r/upstream">nginx, ngx_http_upstream_module</a>
 * @see <a href="https://nginx.org/r/proxy_pass">nginx, ngx_http_proxy_module</a>
 */
final class NginxConfig {
    private static final Pattern PASS = Pattern.compile("(proxy|grpc|fastcgi|uwsgi|scgi|memcached)_pass");
    private static final Pattern TARGET = Pattern.compile("(?:[a-z]+://)?([^/?#]+).*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z0-9_]+)}?");

    /** Part of an address in a request, behind a host. */
    private static final Pattern CAPTURE = Pattern.compile("(?<=.)\\$(\\d|(request_)?uri|is_args|args).*");

    /** Variable that the image of nginx replaces by a value of the environment. */
    private static final Pattern ENVIRONMENT = Pattern.compile("[A-Z][A-Z0-9_]*");

    private final DirectiveReport report;
    private final Predicate<String> isService;
    private final NginxCalls calls;
    private final NginxInternalLocations locations;
    private final Map<String, ProxyDirective> blocks = new LinkedHashMap<>();
    private final Map<String, List<ProxyDirective>> variables = new LinkedHashMap<>();
    private final Map<String, ProxyUpstream> upstreams = new LinkedHashMap<>();
    private final List<ProxyRoute> routes = new ArrayList<>();

    /**
     * Reads the directives.
     *
     * @param isService whether a host is one server, with any port
     */
    NginxConfig(List<ProxyDirective> directives, DirectiveReport report, Predicate<String> isService) {
        this.report = report;
        this.isService = isService;
        this.calls = new NginxCalls(directives, report);
        this.locations = new NginxInternalLocations(directives, report);
        collect(directives);
        walk(directives, Map.of());
        shares();
        blocks.values().forEach(this::unused);
        NginxIgnored.markIgnored(directives, report);
    }

    /** Returns the routes, in the order of the files. */
    List<ProxyRoute> routes() {
        return List.copyOf(routes);
    }

    private void collect(List<ProxyDirective> directives) {
        for (ProxyDirective directive : directives) {
            switch (directive.name()) {
                case "upstream" -> blocks.putIfAbsent(directive.arg(0), directive);
                case "split_clients", "map" -> variables.put(name(directive.arg(1)), List.of(directive));
                case "set" ->
                    variables
                            .computeIfAbsent(name(directive.arg(0)), none -> new ArrayList<>())
                            .add(directive);
                default -> {}
            }
            collect(directive.block());
        }
    }

    private static String name(String variable) {
        return variable.startsWith("$") ? variable.substring(1) : variable;
    }

    /** Walks through the blocks with the directives that they inherit. */
    private void walk(List<ProxyDirective> directives, Map<String, List<ProxyDirective>> outer) {
        Map<String, List<ProxyDirective>> own = new LinkedHashMap<>();
        directives.stream()
                .filter(directive -> directive.block().isEmpty())
                .forEach(directive -> own.computeIfAbsent(directive.name(), none -> new ArrayList<>())
                        .add(directive));
        Map<String, List<ProxyDirective>> local = new LinkedHashMap<>(outer);
        local.putAll(own);
        for (ProxyDirective directive : directives) {
            if (isPass(directive)) {
                pass(directive, local);
            }
        }
        for (ProxyDirective directive : directives) {
            boolean inner = List.of("http", "server", "location", "stream", "if", "limit_except")
                    .contains(directive.name());
            Map<String, List<ProxyDirective>> below = local;
            if (directive.name().equals("stream")) {
                below = new LinkedHashMap<>(local);
                below.put("stream", List.of(directive));
                report.note(directive.origin() + ": stream: a connection stays at its server; here each request of a"
                        + " connection selects a server");
            }
            if (inner && !directive.block().isEmpty() && !locations.leavesOut(directive)) {
                walk(directive.block(), below);
            }
        }
    }

    /** Returns whether a directive sends the requests of its location to a server. */
    static boolean isPass(ProxyDirective directive) {
        return PASS.matcher(directive.name()).matches();
    }

    private void pass(ProxyDirective pass, Map<String, List<ProxyDirective>> local) {
        report.markUsed(pass);
        local.getOrDefault("listen", List.of()).stream()
                .filter(listen -> listen.args().contains("udp"))
                .forEach(listen -> report.leftOut(listen, "datagrams; here each is a call with a response"));
        Matcher target = TARGET.matcher(pass.arg(0));
        String host = target.matches() ? target.group(1) : pass.arg(0);
        if (pass.arg(0).startsWith("unix:") || pass.arg(0).contains("://unix:")) {
            host = pass.arg(0).substring(pass.arg(0).indexOf("unix:"));
        }
        for (Map.Entry<String, Double> share : targets(host, pass).entrySet()) {
            ProxyUpstream upstream = upstream(share.getKey(), pass);
            calls.add(upstream, pass.name().substring(0, pass.name().indexOf('_')), local);
            resolver(upstream, VARIABLE.matcher(host).find(), local);
            boolean known = routes.stream().anyMatch(route -> route.upstream() == upstream);
            if (!known) {
                routes.add(new ProxyRoute(upstream, share.getValue(), pass.origin()));
                if (local.containsKey("stream")) {
                    upstream.noteProduct(report, "");
                }
            }
        }
    }

    /**
     * Adds the delay with which a new address of a name is used, if nginx resolves the name while it runs: that of a
     * variable, or of a server with {@code resolve}.
     *
     * @see <a href="https://nginx.org/r/resolver">nginx, resolver</a>
     */
    private void resolver(ProxyUpstream upstream, boolean byVariable, Map<String, List<ProxyDirective>> local) {
        ProxyDirective block = blocks.get(upstream.name());
        boolean resolves = block == null
                ? byVariable
                : block.children("server").anyMatch(server -> server.args().contains("resolve"));
        List<ProxyDirective> all = new ArrayList<>(local.getOrDefault("resolver", List.of()));
        if (block != null) {
            block.children("resolver").forEach(all::add);
        }
        if (!resolves || all.isEmpty()) {
            return;
        }
        ProxyDirective resolver = all.get(all.size() - 1);
        upstream.guessNodes("one address of a name that nginx resolves again");
        Optional<Double> valid = resolver.option("valid").flatMap(NginxUnits::nanos);
        if (valid.isPresent()) {
            report.markUsed(resolver);
            upstream.balancer(
                    "discovery_delay", LanguageNumbers.nanos(valid.get(), 9), "origin: valid, " + resolver.origin());
        } else {
            report.leftOut(
                    resolver,
                    "a new address is used after the TTL of the records, which is unknown; set 'discovery_delay'");
        }
    }

    /** Returns the targets of a host with their shares in percent, which are 0 if unknown. */
    private Map<String, Double> targets(String host, ProxyDirective pass) {
        Matcher variable = VARIABLE.matcher(host);
        if (!variable.find()) {
            return Map.of(host, 0.0);
        }
        List<ProxyDirective> sources = variables.getOrDefault(variable.group(1), List.of());
        Map<String, Double> all = new LinkedHashMap<>();
        String name = variable.group(1);
        if (sources.isEmpty() && ENVIRONMENT.matcher(name).matches()) {
            report.note(pass.origin() + ": " + pass.name() + ": an address in the variable " + name
                    + " of the environment; here a server of that name");
            return Map.of(name.toLowerCase(Locale.ROOT), 0.0);
        }
        if (sources.isEmpty()) {
            report.note(pass.origin() + ": " + pass.name() + ": a target that only a request determines; left out");
            return all;
        }
        for (ProxyDirective source : sources) {
            report.markUsed(source);
            List<ProxyDirective> values = source.name().equals("set")
                    ? List.of(new ProxyDirective("", List.of(source.arg(1)), List.of(), source.file(), source.line()))
                    : source.block();
            double rest = 100;
            for (ProxyDirective value : values) {
                report.markUsed(value);
                boolean split = source.name().equals("split_clients");
                double percent = !split ? 0 : value.name().equals("*") ? rest : percent(value.name());
                rest -= percent;
                Matcher target = TARGET.matcher(host.replace(variable.group(), value.arg(0)));
                String server = CAPTURE.matcher(target.matches() ? target.group(1) : value.arg(0))
                        .replaceFirst("");
                if (!server.isEmpty() && !server.contains("$") && percent >= 0) {
                    all.merge(server, percent, Double::sum);
                }
            }
        }
        return all;
    }

    /** Drops the shares of several splits, as the share of the location of each is unknown. */
    private void shares() {
        double all = routes.stream().mapToDouble(ProxyRoute::percent).sum();
        boolean one = Math.abs(all - 100) < 0.1;
        boolean others = routes.stream().anyMatch(route -> route.percent() == 0);
        if (all > 0 && one && others) {
            report.note("the share of the location with 'split_clients' is unknown; here it is that of one route");
        } else if (all > 0 && !one) {
            routes.replaceAll(route -> {
                if (route.percent() > 0) {
                    report.note(route.origin() + ": " + route.percent() + " % of the requests of that location go to "
                            + route.upstream().name() + ": the share of the location is unknown, so it is not used");
                }
                return new ProxyRoute(route.upstream(), 0, route.origin());
            });
        }
    }

    private static double percent(String text) {
        return text.matches("\\d{1,3}(\\.\\d{1,2})?%") ? Double.parseDouble(text.replace("%", "")) : 0;
    }

    /** Returns the upstream of a host: that of its block, or the one server at this address. */
    private ProxyUpstream upstream(String host, ProxyDirective pass) {
        String name = withoutPort(host);
        ProxyDirective block = blocks.getOrDefault(host, blocks.get(name));
        if (block != null) {
            return upstreams.computeIfAbsent(block.arg(0), none -> NginxUpstream.upstream(block, report));
        }
        String address = isService.test(name) ? name : host.replaceFirst(":(80|443)$", "");
        return upstreams.computeIfAbsent(address, none -> {
            boolean isSecond =
                    upstreams.values().stream().anyMatch(other -> other.name().equals(name));
            ProxyUpstream single = new ProxyUpstream(isSecond ? address : name, pass.origin());
            single.add(new ProxyServer(address, 1, 1, pass.origin()));
            single.single("passive_checks", "none", "nginx: a single server is never considered unavailable");
            return single;
        });
    }

    static String withoutPort(String address) {
        return address.replaceFirst(":\\d+$", "").replaceAll("^\\[|]$", "");
    }

    private void unused(ProxyDirective block) {
        Optional<ProxyUpstream> used = Optional.ofNullable(upstreams.get(block.arg(0)));
        if (used.isEmpty()) {
            report.leftOut(block, "no route leads to the upstream " + block.arg(0));
            block.block().forEach(inner -> report.passedOver(inner, "no route leads to that upstream"));
        }
    }
}
