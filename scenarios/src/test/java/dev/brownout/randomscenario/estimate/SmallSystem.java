package dev.brownout.randomscenario.estimate;

import dev.brownout.randomscenario.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Generator of a small random system. One of its components is the bottleneck; in a third of the systems its load is
 * near or above its capacity.
 */
final class SmallSystem {
    private static final String RUN = "run: { duration: 240s, warmup: 40s, seed: %d }";

    private final Chance chance;
    private final double perSecond;
    private final List<String> components = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final List<String> faultable = new ArrayList<>(List.of("web"));
    private boolean bottleneck;

    private SmallSystem(Chance chance) {
        this.chance = chance;
        this.perSecond = chance.intBetween(2, 10) * 10;
    }

    /** Returns the scenario of a number as YAML. */
    static String yaml(long number) {
        return new SmallSystem(new Chance(number * 104_729 + 17)).text(number);
    }

    private String text(long number) {
        String entry = entry();
        int others = chance.intBetween(0, 2);
        for (int i = 0; i < others; i++) {
            component(i);
        }
        StringBuilder text = new StringBuilder("scenario: A small system\n");
        text.append(RUN.formatted(number % 1000 + 1)).append('\n');
        text.append(chance.percent(70) ? "network: none\n" : "");
        text.append("load: ").append(load()).append("\ncomponents:\n");
        components.forEach(line -> text.append("  ").append(line).append('\n'));
        text.append("requests:\n  page: { key: uniform(")
                .append(chance.word("20", "1000", "100000"))
                .append("), timeout: ")
                .append(chance.word("none", "none", "1s", "200ms, cancel_on_timeout: true"))
                .append(chance.percent(4) ? ", retry: { attempts: 2, backoff: none }" : "")
                .append(", steps: [")
                .append(entry)
                .append(steps.isEmpty() ? "" : ", ")
                .append(String.join(", ", steps))
                .append("] }\n");
        if (chance.percent(20)) {
            text.append("faults:\n  - at 100s: ").append(fault()).append(" for 40s\n");
        }
        return text.toString();
    }

    private String load() {
        String rate = number(perSecond) + "/s";
        int share = chance.nextInt(100);
        if (share < 8) {
            return "constant(" + rate + ")";
        }
        if (share < 18) {
            return "users(" + chance.intBetween(5, 60) + " think=exp(" + chance.intBetween(100, 900) + "ms))";
        }
        if (share < 26) {
            return "step(" + rate + " " + number(perSecond * chance.logarithmic(0.4, 1.4)) + "/s every=120s)";
        }
        return rate;
    }

    private String fault() {
        String target = chance.of(faultable);
        return switch (chance.nextInt(4)) {
            case 0 -> "crash " + target + "/1";
            case 1 -> "slow " + target + " x" + chance.intBetween(2, 5);
            case 2 -> "errors " + target + " " + chance.intBetween(5, 60) + "%";
            default -> "traffic x" + chance.intBetween(2, 4);
        };
    }

    private String entry() {
        if (chance.percent(5)) {
            components.add(
                    "room: { kind: waiting-room, admits: " + number(perSecond * chance.logarithmic(0.7, 2)) + "/s }");
            return "room, " + tier();
        }
        return tier();
    }

    private String tier() {
        int nodes = chance.intBetween(1, 3);
        if (nodes > 1 && chance.percent(60)) {
            String algorithm = chance.word("round-robin", "random", "least-connections", "power-of-two");
            components.add("lb: { kind: load-balancer, algorithm: " + algorithm + " }");
            components.add("web: " + server(nodes, 1, chance.percent(40)));
            return "lb, web";
        }
        components.add("web: " + server(nodes, 1, chance.percent(40)));
        return "web";
    }

    /** Returns a server with a random utilization by a number of calls per request. */
    private String server(int nodes, double calls, boolean most) {
        int cores = chance.intBetween(1, 4);
        StringBuilder text = new StringBuilder("{ kind: server, nodes: " + nodes + ", cores: " + cores);
        text.append(", service: ").append(distribution(utilization(most) * nodes * cores / (perSecond * calls)));
        text.append(", queue: ").append(chance.percent(60) ? "unlimited" : String.valueOf(chance.intBetween(0, 30)));
        if (chance.percent(15)) {
            text.append(", workers: ").append(chance.intBetween(1, 2 * cores));
        }
        if (chance.percent(15)) {
            text.append(", scheduling: ").append(chance.word("ps", "ps", "lifo", "codel", "controlled-delay"));
        }
        if (chance.percent(4) && text.indexOf("ps") < 0) {
            text.append(", queue_timeout: ").append(chance.intBetween(20, 300)).append("ms");
        }
        if (chance.percent(5)) {
            text.append(", rate_limit: { rate: ")
                    .append(number(perSecond * calls * chance.logarithmic(0.6, 2)))
                    .append("/s, burst: ")
                    .append(chance.intBetween(1, 50))
                    .append(" }");
        }
        if (chance.percent(3)) {
            text.append(", autoscale: { metric: cpu, target: 60%, max: ")
                    .append(nodes + 2)
                    .append(", startup: 5s, sync: 5s, metric_lag: 0s }");
        }
        return text.append(" }").toString();
    }

    /** Returns a random utilization. The bottleneck has the highest one. */
    private double utilization(boolean most) {
        if (!bottleneck && most) {
            bottleneck = true;
            return chance.percent(33) ? chance.logarithmic(0.8, 1.5) : chance.logarithmic(0.3, 0.8);
        }
        return chance.logarithmic(0.05, 0.5);
    }

    private String distribution(double seconds) {
        String mean = time(seconds);
        return switch (chance.nextInt(5)) {
            case 0, 1 -> "exp(" + mean + ")";
            case 2 -> mean;
            case 3 -> "erlang(k=3 mean=" + mean + ")";
            default -> "lognormal(p50=" + time(seconds * 0.6065) + " p99=" + time(seconds * 0.6065 * 10.24) + ")";
        };
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, "%.3fms", seconds * 1000);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private void component(int index) {
        String name = "c" + index;
        switch (chance.nextInt(13)) {
            case 0, 1 -> {
                components.add(name + ": " + server(chance.intBetween(1, 3), 1, chance.percent(60)));
                faultable.add(name);
                steps.add(step("call: " + name));
            }
            case 2, 3 -> {
                components.add(name + ": " + database(true));
                steps.add(query(name));
            }
            case 4 -> cache(name);
            case 5 -> external(name);
            case 6 -> queue(name);
            case 7 -> {
                components.add(name + ": { kind: function, service: " + distribution(chance.intBetween(5, 100) / 1000.0)
                        + ", max_instances: " + chance.intBetween(1, 20) + " }");
                steps.add(step("call: " + name));
            }
            case 8 -> store(name);
            case 9 -> topic(name);
            case 10 -> {
                components.add(
                        name + ": { kind: cache, source: " + name + "db, ttl: " + chance.intBetween(1, 10) + "s }");
                components.add(name + "db: " + database(true));
                steps.add("{ read: " + name + " }");
                steps.add("{ read: " + name + " }");
            }
            case 11 -> replicas(name);
            default -> pooler(name);
        }
    }

    private void cache(String name) {
        components.add(name + ": { kind: cache, source: " + name + "db, entries: " + chance.intBetween(5, 2000)
                + (chance.percent(50) ? ", ttl: " + chance.intBetween(1, 20) + "s" : "")
                + (chance.percent(50) ? ", coalesce: true" : "") + " }");
        components.add(name + "db: " + database(true));
        steps.add(step("read: " + name));
    }

    private void external(String name) {
        components.add(name + ": { kind: external, latency: " + distribution(chance.intBetween(5, 200) / 1000.0)
                + (chance.percent(40) ? ", errors: " + chance.intBetween(1, 40) + "%" : "")
                + (chance.percent(30) ? ", concurrent: " + chance.intBetween(1, 20) : "") + " }");
        steps.add(step("call: " + name));
    }

    private void queue(String name) {
        String work = chance.percent(20) ? ", steps: [ wait: " + chance.intBetween(5, 50) + "ms ]" : "";
        String prefetch = chance.percent(30) ? ", prefetch: " + chance.intBetween(1, 4) : "";
        int nodes = chance.intBetween(1, 3);
        int cores = chance.intBetween(1, 3);
        components.add(name + ": { kind: queue, send: " + chance.word("0ms", "10ms") + " }");
        components.add(name + "w: { kind: server, nodes: " + nodes + ", cores: " + cores + ", service: "
                + distribution(utilization(chance.percent(60)) * nodes * cores / perSecond) + ", consumes: { queue: "
                + name + prefetch + work + " } }");
        faultable.add(name + "w");
        steps.add("publish: " + name);
    }

    private void store(String name) {
        int nodes = chance.intBetween(2, 3);
        double seconds = utilization(chance.percent(40)) * nodes / (perSecond * 2);
        components.add(name + ": { kind: store, nodes: " + nodes + ", cores: 1, read: " + distribution(seconds)
                + ", write: " + distribution(seconds) + ", quorum: { read: " + chance.intBetween(1, nodes) + ", write: "
                + chance.intBetween(1, nodes) + " } }");
        steps.add(step(chance.word("read: ", "write: ") + name));
    }

    private void topic(String name) {
        int nodes = chance.intBetween(1, 3);
        components.add(name + ": { kind: topic, partitions: " + chance.intBetween(3, 6) + " }");
        components.add(name + "w: { kind: server, nodes: " + nodes + ", cores: 1, service: "
                + distribution(utilization(chance.percent(60)) * nodes / perSecond) + ", consumes: { queue: " + name
                + " } }");
        steps.add("publish: " + name);
    }

    private void replicas(String name) {
        int cores = chance.intBetween(1, 3);
        double seconds = utilization(chance.percent(60)) * cores / perSecond;
        components.add(name + ": { kind: database, replicas: " + chance.intBetween(1, 2) + ", cores: " + cores
                + ", read: " + distribution(seconds) + ", write: " + distribution(seconds) + " }");
        steps.add(step("read: " + name));
        steps.add(step("write: " + name));
    }

    private void pooler(String name) {
        String mode = chance.word("session", "transaction", "statement");
        components.add(name + ": { kind: pooler, source: " + name + "db, mode: " + mode + ", size: "
                + chance.intBetween(1, 8) + " }");
        components.add(name + "db: " + database(false));
        steps.add(mode.equals("statement") ? step("read: " + name) : query(name));
    }

    private String database(boolean pooled) {
        int cores = chance.intBetween(1, 4);
        double seconds = utilization(chance.percent(60)) * cores / perSecond;
        String lock = chance.percent(15) ? ", lock: row" : "";
        String pool = pooled && chance.percent(20) ? ", pool: { size: " + chance.intBetween(1, 10) + " }" : "";
        return "{ kind: database, replicas: 0, cores: " + cores + ", queue: unlimited, read: " + distribution(seconds)
                + ", write: " + distribution(seconds) + lock + pool + " }";
    }

    private String query(String name) {
        String verb = chance.word("read", "read", "write");
        if (chance.percent(15)) {
            String wait = chance.percent(50) ? ", { wait: " + chance.intBetween(2, 40) + "ms }" : "";
            return "{ transaction: [{ " + verb + ": " + name + " }" + wait + ", { write: " + name + " }] }";
        }
        return step(verb + ": " + name);
    }

    private String step(String call) {
        StringBuilder text = new StringBuilder("{ " + call);
        text.append(", timeout: ").append(chance.word("none", "none", "1s", "100ms"));
        switch (chance.nextInt(16)) {
            case 0 ->
                text.append(", retry: { attempts: 3, backoff: ")
                        .append(chance.word("none", "constant(100ms)"))
                        .append(" }");
            case 1 ->
                text.append(", hedge: { after: ")
                        .append(chance.intBetween(5, 50))
                        .append("ms }");
            case 2 -> text.append(", bulkhead: ").append(chance.intBetween(1, 10));
            case 3 ->
                text.append(", bulkhead: { concurrent: ")
                        .append(chance.intBetween(1, 10))
                        .append(", max_wait: 100ms }");
            case 4 -> text.append(", circuit_breaker: { open: 5s }");
            case 5 -> text.append(", when: ").append(chance.intBetween(10, 90)).append('%');
            default -> {}
        }
        text.append(" }");
        return switch (chance.nextInt(10)) {
            case 0 -> "{ wait: " + chance.intBetween(2, 60) + "ms }, " + text;
            case 1 ->
                "{ parallel: [" + text + ", { wait: " + chance.intBetween(2, 60) + "ms }], join: "
                        + chance.word("all", "first") + " }";
            default -> text.toString();
        };
    }
}
