package dev.brownout.importing.proxy;

import dev.brownout.importing.fitting.LanguageNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Section {@code backend} or {@code listen} of a configuration of HAProxy, with its defaults.
 *
 * @see <a href="https://docs.haproxy.org/3.0/configuration.html#5.2">HAProxy configuration manual, 5.2: server
 *     options</a>
 */
final class HaproxyBackend {
    private static final Map<String, String> ALGORITHMS = new TreeMap<>(Map.of(
            "roundrobin",
            "round-robin",
            "static-rr",
            "round-robin",
            "leastconn",
            "least-connections",
            "source",
            "source-hash",
            "uri",
            "ring-hash",
            "url_param",
            "ring-hash",
            "hash",
            "ring-hash"));

    /** Checks in the protocol of a product. */
    private static final List<String> PROTOCOL_CHECKS = List.of(
            "mysql-check", "pgsql-check", "redis-check", "smtpchk", "ldap-check", "ssl-hello-chk", "spop-check");

    /** Response of a primary to a check. */
    private static final Pattern PRIMARY = Pattern.compile("(?i)\\b(master|primary|leader)\\b");

    private static final Pattern RANDOM = Pattern.compile("random(?:\\((\\d{1,4})\\))?");
    private static final Pattern HEADER = Pattern.compile("(hdr|rdp-cookie)(\\(.*\\))?");

    private final ProxyDirective section;
    private final List<ProxyDirective> lines;
    private final DirectiveReport report;
    private final ProxyUpstream upstream;
    private final Map<String, ProxyDirective> resolvers;

    private HaproxyBackend(
            ProxyDirective section,
            List<ProxyDirective> defaults,
            Map<String, ProxyDirective> resolvers,
            DirectiveReport report) {
        this.section = section;
        this.lines = new ArrayList<>(defaults);
        this.lines.addAll(section.block());
        this.report = report;
        this.resolvers = resolvers;
        this.upstream = new ProxyUpstream(section.arg(0), section.origin());
    }

    /** Returns the upstream of a section. {@code resolvers} has the sections of name servers by their names. */
    static ProxyUpstream upstream(
            ProxyDirective section,
            List<ProxyDirective> defaults,
            Map<String, ProxyDirective> resolvers,
            DirectiveReport report) {
        HaproxyBackend reader = new HaproxyBackend(section, defaults, resolvers, report);
        List<ProxyDirective> servers = reader.servers();
        reader.balance();
        reader.checks(servers);
        reader.timeouts();
        reader.redispatch();
        reader.limits(servers);
        reader.names(servers);
        reader.products();
        return reader.upstream;
    }

    /** Returns the last line with these first words. Lines of the section override the defaults. */
    private Optional<ProxyDirective> line(String name, String... args) {
        Optional<ProxyDirective> found = Optional.empty();
        for (ProxyDirective line : lines) {
            boolean same = line.name().equals(name);
            for (int i = 0; i < args.length; i++) {
                same &= line.arg(i).equals(args[i]);
            }
            found = same ? Optional.of(line) : found;
        }
        return found;
    }

    /** Adds the servers, and returns the lines of those in use, each with the words of {@code default-server}. */
    private List<ProxyDirective> servers() {
        List<String> usual = new ArrayList<>();
        List<ProxyDirective> used = new ArrayList<>();
        for (ProxyDirective line : lines) {
            if (line.name().equals("default-server")) {
                report.markUsed(line);
                HaproxyServerWords.report(line, line.args(), report);
                usual.addAll(line.args());
            }
        }
        for (ProxyDirective line : section.block()) {
            boolean template = line.name().equals("server-template");
            if (!template && !line.name().equals("server")) {
                continue;
            }
            report.markUsed(line);
            if (line.args().contains("backup") || line.args().contains("disabled")) {
                report.leftOut(
                        line,
                        "the server " + line.arg(0)
                                + (line.args().contains("disabled")
                                        ? " is disabled"
                                        : ", a backup: it receives requests only if all others are down"));
                continue;
            }
            List<String> words = new ArrayList<>(line.args());
            words.addAll(usual);
            ProxyDirective all = new ProxyDirective(line.name(), words, List.of(), line.file(), line.line());
            long weight = all.following("weight")
                    .filter(text -> text.matches("\\d{1,3}"))
                    .map(Long::valueOf)
                    .orElse(1L);
            if (weight == 0) {
                report.leftOut(line, "the server " + line.arg(0) + " has the weight 0");
                continue;
            }
            HaproxyServerWords.report(
                    line, line.args().stream().skip(template ? 3 : 2).toList(), report);
            String address = template ? line.arg(2) : line.arg(1);
            upstream.add(new ProxyServer(address, template ? number(line.arg(1)) : 1, weight, line.origin()));
            used.add(all);
        }
        return used;
    }

    /** Returns the number of servers of a template, such as {@code 3} or {@code 1-3}. */
    private static long number(String range) {
        Matcher bounds = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?").matcher(range);
        if (!bounds.matches()) {
            return 1;
        }
        long first = Long.parseLong(bounds.group(1));
        return bounds.group(2) == null ? Math.max(1, first) : Math.max(1, Long.parseLong(bounds.group(2)) - first + 1);
    }

    private void balance() {
        Optional<ProxyDirective> setting = line("balance");
        if (setting.isEmpty()) {
            return;
        }
        ProxyDirective balance = setting.get();
        String name = balance.arg(0);
        String from = "origin: " + balance.origin();
        Matcher random = RANDOM.matcher(name);
        boolean header = HEADER.matcher(name).matches();
        report.markUsed(balance);
        if (random.matches()) {
            boolean one = "1".equals(random.group(1));
            upstream.balancer("algorithm", one ? "random" : "power-of-two", from);
            if (!one && random.group(1) != null) {
                upstream.balancer("choices", random.group(1), from);
            }
        } else if (ALGORITHMS.containsKey(name) || header) {
            String algorithm = header ? "ring-hash" : ALGORITHMS.get(name);
            Optional<ProxyDirective> type = line("hash-type");
            type.ifPresent(report::markUsed);
            boolean consistent =
                    type.filter(line -> line.arg(0).equals("consistent")).isPresent();
            boolean source = algorithm.equals("source-hash");
            String note = algorithm.equals("ring-hash") && !consistent ? ", here consistent: fewer keys move" : "";
            boolean ring = algorithm.equals("ring-hash") || source && consistent;
            upstream.balancer("algorithm", ring ? "ring-hash" : algorithm, from + note);
            line("hash-balance-factor")
                    .filter(line -> ring && line.arg(0).matches("[1-9]\\d{2,4}"))
                    .ifPresent(line -> {
                        report.markUsed(line);
                        upstream.balancer(
                                "hash_balance_factor",
                                "x" + LanguageNumbers.format(Integer.parseInt(line.arg(0)) / 100.0, 6),
                                "origin: " + line.origin());
                    });
        } else {
            report.leftOut(balance, "the algorithm " + name + " is not simulated; here round-robin");
        }
    }

    private void checks(List<ProxyDirective> servers) {
        Optional<ProxyDirective> checked = servers.stream()
                .filter(server -> server.args().contains("check"))
                .findFirst();
        if (checked.isEmpty()) {
            upstream.balancer("health", "none", "no server has 'check' (" + section.origin() + ")");
            return;
        }
        ProxyDirective server = checked.get();
        String from = "origin: " + server.origin();
        Optional<Double> inter = server.following("inter").flatMap(HaproxyUnits::nanos);
        Optional<ProxyDirective> timeout = line("timeout", "check");
        Optional<Double> wait = timeout.flatMap(line -> HaproxyUnits.nanos(line.arg(1)));
        double every = inter.orElse(2e9);
        upstream.balancer(
                "health.every",
                LanguageNumbers.nanos(every, 9),
                inter.isPresent() ? from : "HAProxy's default of inter");
        timeout.ifPresent(report::markUsed);
        if (wait.isPresent() && wait.get() > every) {
            report.leftOut(timeout.get(), "a timeout of checks above their interval; here it is the interval");
        }
        upstream.balancer(
                "health.timeout",
                LanguageNumbers.nanos(Math.min(every, wait.orElse(every)), 9),
                timeout.map(line -> "origin: " + line.origin()).orElse("HAProxy's default: inter"));
        for (String key : List.of("fall", "rise")) {
            server.following(key)
                    .filter(text -> text.matches("[1-9]\\d{0,2}"))
                    .ifPresent(text -> upstream.balancer("health." + key, text, from));
        }
        Optional<ProxyDirective> answer = answer();
        answer.ifPresent(report::markUsed);
        upstream.balancer(
                "health.type",
                answer.isPresent() ? "http" : "tcp",
                answer.map(line -> "origin: " + line.origin() + ", a check of a response")
                        .orElse("HAProxy's default"));
        if (line("option", "httpchk").isEmpty()) {
            line("http-check").ifPresent(line -> report.leftOut(line, "HAProxy ignores it without 'option httpchk'"));
        }
        line("tcp-check", "expect")
                .filter(line -> PRIMARY.matcher(line.text()).find())
                .ifPresent(line ->
                        report.leftOut(line, "only the primary passes this check; here each server gets requests"));
        String port = ProxyServer.port(server.arg(1));
        for (String key : List.of("port", "addr")) {
            server.following(key)
                    .filter(other -> !other.equals(port))
                    .ifPresent(other -> report.note(server.origin() + ": server: '" + key + "': the health check"
                            + " connects to another address than requests; here both fail together"));
        }
    }

    /** Returns the line that makes a check need a response, and not only a connection. */
    private Optional<ProxyDirective> answer() {
        return line("option", "httpchk")
                .or(() -> PROTOCOL_CHECKS.stream()
                        .map(name -> line("option", name))
                        .flatMap(Optional::stream)
                        .findFirst())
                .or(() -> line("tcp-check", "expect"));
    }

    private void timeouts() {
        line("timeout", "server")
                .ifPresent(line -> HaproxyUnits.nanos(line.arg(1))
                        .filter(nanos -> nanos > 0)
                        .ifPresent(nanos -> {
                            report.markUsed(line);
                            upstream.balancer(
                                    "try_timeout",
                                    LanguageNumbers.nanos(nanos, 9),
                                    "origin: " + line.origin()
                                            + ": the inactivity of a server; here for the whole response");
                        }));
        line("timeout", "connect").ifPresent(line -> {
            if (!report.isHandled(line)) {
                report.leftOut(
                        line,
                        "the time that a connection may take to open: here a server without power or"
                                + " network is detected after try_timeout");
            }
        });
    }

    /**
     * Adds the attempts at other servers. With {@code option redispatch} the last retry goes to another server; with an
     * interval of 1 each retry does.
     */
    private void redispatch() {
        Optional<ProxyDirective> option = line("option", "redispatch");
        Optional<ProxyDirective> off = line("no", "option", "redispatch");
        Optional<ProxyDirective> retries = line("retries");
        int number = retries.filter(line -> line.arg(0).matches("\\d{1,3}"))
                .map(line -> Integer.parseInt(line.arg(0)))
                .orElse(3);
        Optional<ProxyDirective> on = line("retry-on");
        if (option.isEmpty() || off.isPresent() && lines.indexOf(off.get()) > lines.indexOf(option.get())) {
            off.ifPresent(report::markUsed);
            option.ifPresent(line -> report.passedOver(line, "another line switches it off"));
            for (Optional<ProxyDirective> line : List.of(retries, on)) {
                line.filter(directive -> !report.isHandled(directive))
                        .ifPresent(directive -> report.leftOut(
                                directive, "retries at the same server: here no call is sent there again"));
            }
            return;
        }
        report.markUsed(option.get());
        retries.ifPresent(report::markUsed);
        String interval = option.get().arg(1);
        int all = interval.matches("[1-9]\\d?") ? number / Integer.parseInt(interval) : Math.min(1, number);
        upstream.balancer(
                "redispatch",
                Integer.toString(all),
                "origin: " + option.get().origin()
                        + (interval.equals("1")
                                ? ", each retry"
                                : ", the last retry; the others go to the same server"));
        on.ifPresent(line -> {
            report.markUsed(line);
            boolean timeout =
                    line.args().contains("response-timeout") || line.args().contains("all-retryable-errors");
            boolean error = line.args().contains("empty-response");
            upstream.balancer(
                    "redispatch_on", timeout ? "timeout" : error ? "error" : "refused", "origin: " + line.origin());
            List<String> others = line.args().stream()
                    .filter(arg -> !List.of(
                                    "response-timeout", "all-retryable-errors", "empty-response", "conn-failure")
                            .contains(arg))
                    .toList();
            if (!others.isEmpty()) {
                report.note(line.origin() + ": retry-on: retries after " + String.join(", ", others)
                        + ": here only after failed connections and timeouts");
            }
        });
    }

    /**
     * Adds the delay with which a new address of a name is used: the interval between two resolutions.
     *
     * @see <a href="https://docs.haproxy.org/3.0/configuration.html#5.3.2-hold">HAProxy configuration manual, hold</a>
     */
    private void names(List<ProxyDirective> servers) {
        for (ProxyDirective server : servers) {
            Optional<ProxyDirective> resolver = server.following("resolvers").map(resolvers::get);
            if (resolver.isEmpty()) {
                continue;
            }
            report.markUsed(resolver.get());
            Optional<ProxyDirective> hold = resolver.get()
                    .children("hold")
                    .filter(line -> line.arg(0).equals("valid"))
                    .findFirst();
            hold.ifPresent(report::markUsed);
            upstream.balancer(
                    "discovery_delay",
                    LanguageNumbers.nanos(
                            hold.flatMap(line -> HaproxyUnits.nanos(line.arg(1)))
                                    .orElse(10e9),
                            9),
                    hold.map(line -> "origin: " + line.origin()).orElse("HAProxy's default of hold valid"));
            upstream.guessNodes(
                    server.name().equals("server-template")
                            ? "the slots of " + server.origin()
                                    + "; the addresses of the name determine how many are used"
                            : "one address of each name, " + server.origin());
            return;
        }
    }

    /** Lists servers that are databases, caches or queues by their port. */
    private void products() {
        boolean tcp = line("mode").map(line -> line.arg(0).equals("tcp")).orElse(false);
        if (tcp) {
            report.note(section.origin() + ": mode tcp: a connection stays at its server; here each request of a"
                    + " connection selects a server");
            upstream.noteProduct(
                    report,
                    line("option", "httpchk").isPresent()
                            ? ", and each gets requests, also those that fail the HTTP check of a replica"
                            : "");
        }
    }

    /** Adds the limit of concurrent requests of a server. Further requests wait, up to {@code timeout queue}. */
    private void limits(List<ProxyDirective> servers) {
        Optional<ProxyDirective> limited = servers.stream()
                .filter(server -> server.following("maxconn")
                        .filter(text -> text.matches("[1-9]\\d{0,6}"))
                        .isPresent())
                .findFirst();
        Optional<ProxyDirective> wait = line("timeout", "queue").or(() -> line("timeout", "connect"));
        limited.ifPresent(server -> {
            String from = "origin: maxconn, " + server.origin();
            upstream.tier(
                    "workers", server.following("maxconn").orElseThrow(), from + "; here it includes waiting calls");
            upstream.tier("queue", "unlimited", from + "; requests wait in HAProxy, here at the server");
            wait.flatMap(line -> HaproxyUnits.nanos(line.arg(1)))
                    .filter(nanos -> nanos > 0)
                    .ifPresent(nanos -> upstream.tier(
                            "queue_timeout",
                            LanguageNumbers.nanos(nanos, 9),
                            "origin: " + wait.get().origin() + ", timeout "
                                    + wait.get().arg(0)));
            wait.ifPresent(report::markUsed);
        });
        servers.stream()
                .map(server -> server.following("slowstart").flatMap(HaproxyUnits::nanos))
                .flatMap(Optional::stream)
                .filter(nanos -> nanos > 0)
                .findFirst()
                .ifPresent(nanos -> upstream.balancer(
                        "slow_start", LanguageNumbers.nanos(nanos, 9), "origin: slowstart (" + section.origin() + ")"));
        for (String key : List.of("maxconn", "slowstart", "inter", "fall", "rise", "check")) {
            if (servers.stream()
                                    .map(server -> server.args().contains(key)
                                            + server.following(key).orElse(""))
                                    .distinct()
                                    .count()
                            > 1
                    && !key.equals("check")) {
                report.note(section.origin() + ": " + key + " differs among the servers of " + section.arg(0)
                        + "; here the first value applies to all");
            }
        }
    }
}
