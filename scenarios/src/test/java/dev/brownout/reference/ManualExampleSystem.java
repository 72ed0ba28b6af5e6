package dev.brownout.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Small test system into which examples of the manual are inserted, as whole sections or single values. */
final class ManualExampleSystem {
    private static final String SYSTEM = """
            run: 10m
            load: 100/s
            regions:
              east: { at: us-east, users: 60% }
              west: { at: us-west, users: 40% }
            components:
              dns: { kind: dns, lookup: 40ms, stale_if_error: 1d, name_servers: {} }
              lb:
                kind: load-balancer
                regions: [east, west]
                algorithm: ring-hash
                hash_balance_factor: x1.25
                cores: 4
                nodes: 2
                twin: active-active
              split: { kind: load-balancer, regions: [east, west], backends: { desk: 2, prices: 1 } }
              web:
                kind: server
                regions: [east, west]
                zones: 2
                workers: 50
                deduplicate: 24h
                heap: { size: 1GB }
                local_cache: {}
                autoscale: { metric: requests, target: 40/s, max: 6 }
                sessions: sticky-memory
                connections: 10k
                speed: usl(0.02)
                versions: { v2: { errors: 1% } }
                pre_stop: 10s
                disruption_budget: { max_unavailable: 1 }
                spot: { every: 8h }
                on_start: { steps: [ wait: 1s ] }
              rpc: { kind: server, regions: [east, west], client_connections: {} }
              cache:
                kind: cache
                regions: [east, west]
                nodes: 2
                copies: 2
                cores: 4
                negative_ttl: 1m
                bloom_filter: { keys: 10k }
                source: db
              shelf: { kind: cache, regions: [east, west], source: db, read_policy: read-through, load_time: 1ms }
              db:
                kind: database
                regions: [east, west]
                replicas: 2
                shards: 2
                queries: { join: 5ms }
                speed: usl(0.02)
                lock: row
                disk: {}
                memory: 64GB
                pool: { size: 50, connect_failure: wait }
                storage: { room: 1TB, data: 100GB, primary_key: { row: 200B } }
                reads: { session: wait }
                failover: { election: uniform(150ms 300ms), recover: { after: 10m, rate: 50/s } }
                replace: {}
              bouncer: { kind: pooler, regions: [east, west], source: files, pool: { size: 5 } }
              files: { kind: database, regions: [east, west], replication: { mode: none } }
              ledger: { kind: database, regions: [east, west], move: { data: 1GB } }
              accounts: { kind: database, regions: [east, west], replication: { mode: multi-primary } }
              carts:
                kind: database
                regions: [east, west]
                replication: { mode: multi-primary, conflicts: vector-clock }
              tickets:
                kind: database
                regions: [east, west]
                replicas: 1
                failover: {}
                stock: { units: 100, hold: 10m }
              votes: { kind: database, regions: [east, west], replicas: 1, failover: {}, counters: {} }
              photos: { kind: queue, regions: [east, west] }
              likes: { kind: topic, regions: [east], partitions: 4, copies: 3, unclean_election: true }
              cdn: { kind: cdn, revalidate: true, regions: [east, west], source: web }
              uplink: { kind: uplink, regions: [east, west], source: web }
              room: { kind: waiting-room, regions: [east, west], admits: 1k/s, active: 10k, patience: 10m }
              kv:
                kind: store
                regions: [east, west]
                durable: false
                speed: usl(0.02)
                ttl: 2h
                placement: copysets
                repair: { read: true, handoff: 3h, every: 1h }
                contact: quorum
                speculative_retry: { percentile: 99% }
              ids: { kind: id-generator, regions: [east, west] }
              payments:
                { kind: external, regions: [east, west], concurrent: 100, quota: { calls: 1M }, prompt: 5, output: 9 }
              resize: { kind: function, regions: [east, west], max_instances: 100, provisioned: 2, account: {} }
              gpu:
                kind: inference
                regions: [east, west]
                prefix: 100
                max_output: 1000
                rate_limit: { rate: 1M/min, unit: tokens }
                slo: { ttft: 2s }
                load_weights: 1m
                versions: { v2: {} }
                autoscale: { metric: in_flight, target: 10, max: 4 }
                disruption_budget: { max_unavailable: 1 }
                spot: { every: 8h }
              box: { kind: machine, regions: [east, west] }
              desk: { kind: server, host: box }
              tool: { kind: server, scale_to_zero_after: 8m, memory: 4GB, sessions: memory(100) }
              prices: { kind: server, mtbf: 90d, needs: 1, endpoints: { quote: { service: 1ms } } }
              guarded:
                kind: server
                policies: [hedge: { after: 1s }, circuit_breaker: {}, bulkhead: 25, rate_limit: 1k/s]
            requests:
              page: { share: 90%, worth: $0.02, objective: 99.9%, key: zipf(1.0 10k), path: [dns, lb, web, cache, db] }
              guess:
                share: 10%
                key: absent(uniform(10k))
                steps:
                  - web
                  - transaction: [write: db]
                  - { publish: photos, batch: 10 }
                  - { publish: likes, batch: 10 }
                  - cache
                  - read: db
              browse: { path: [web, cache, db] }
            journeys:
              visitor: { rate: 1/s, key: uniform(10k), steps: [browse] }
            faults:
              - at 4m: crash web/2 for 72s as outage
              - at 6m: scale shelf to 2
              - at 7m: reshard ledger to 3
              - at 8m: drain web/1 for 1m
              - at 9m: scale web to 8 cores
              - at 9m: scale ledger to 16 cores
            """;

    private static final String VISITORS = """
            journeys:
              shopper: { rate: 1/s, leaves: { wait: 3s }, returns: { share: 60%, after: 1m }, steps: [page] }
              visitor: { rate: 1/s, key: uniform(10k), steps: [browse] }
            """;

    private static final String WATCH = """
            alerts: { burn: { if: page.error_rate > 1%, over: 1m } }
            """;

    private ManualExampleSystem() {}

    /** Returns the additional sections that a metric requires. */
    private static String around(String metric) {
        return metric.startsWith("shopper.") ? VISITORS : metric.startsWith("burn.") ? WATCH : "";
    }

    /** Returns the system with the example of a page, as a scenario. The page must not describe a metric. */
    static String yaml(ManualPage page) {
        return switch (page.group()) {
            case DISTRIBUTIONS ->
                with("components: { web: { kind: server, nodes: 2, service: '" + page.example() + "' } }");
            case KEYS -> with("requests: { page: { key: '" + page.example() + "', path: [web, db] } }");
            case LOADS ->
                with(
                        page.example().startsWith("connections(")
                                ? "requests: { page: { rate: " + page.example() + ", path: [web] } }"
                                : "load: " + page.example());
            default -> with(page.example());
        };
    }

    /** Returns scenarios that assert all metrics of the given pages: one scenario per set of additional sections. */
    static List<String> asserting(List<ManualPage> metrics) {
        Map<String, StringJoiner> assertions = new TreeMap<>();
        for (int i = 0; i < metrics.size(); i++) {
            assertions
                    .computeIfAbsent(
                            around(metrics.get(i).example()), sections -> new StringJoiner(", ", "sla: { ", " }"))
                    .add("of page " + i + ": " + metric(metrics.get(i)));
        }
        return assertions.entrySet().stream()
                .map(some -> with(some.getKey() + some.getValue()))
                .toList();
    }

    /**
     * Returns the system with the given sections. Components are added, all other sections are replaced. The journey of
     * the system ends with its requests.
     */
    static String with(String sections) {
        ObjectNode system = (ObjectNode) EditorYaml.read(SYSTEM);
        JsonNode over = EditorYaml.read(sections);
        if (over.has("requests")) {
            system.remove("journeys");
        }
        over.properties().forEach(section -> {
            if (section.getKey().equals("components")) {
                ((ObjectNode) system.get("components")).setAll((ObjectNode) section.getValue());
            } else {
                system.set(section.getKey(), section.getValue());
            }
        });
        return system.toPrettyString();
    }

    private static String metric(ManualPage page) {
        String unit = switch (page.sentence()) {
            case "A duration." -> "0s";
            case "A percentage." -> "0%";
            case "A rate." -> "0/s";
            default -> "0";
        };
        String metric = page.example()
                .replaceFirst("^load-balancer[.](forwarded|traffic_share)$", "split.$1")
                .replaceFirst("^load-balancer[.]", "lb.")
                .replaceFirst("^server[.](client_connection.*|stream_.*)$", "rpc.$1")
                .replaceFirst("^pooler[.]", "bouncer.")
                .replaceFirst("^external[.]", "payments.")
                .replaceFirst("^function[.]", "resize.")
                .replaceFirst("^inference[.]", "gpu.")
                .replaceFirst("^database[.](not_found_.*)$", "files.$1")
                .replaceFirst("^database[.](mov.*|sent_on|held_writes|cutover_wait)$", "ledger.$1")
                .replaceFirst("^database[.](concurrent_writes|lost_updates|clock_losses)$", "accounts.$1")
                .replaceFirst("^database[.](unmerged|sibling_reads)$", "carts.$1")
                .replaceFirst("^database[.]((free|held|sold|oversold)_units|sold_out_.*|.*_holds)$", "tickets.$1")
                .replaceFirst("^database[.](counter_.*|.*increments|overwriting_share)$", "votes.$1")
                .replaceFirst("^database[.]", "db.")
                .replaceFirst("^cache[.](load_works|load_delay)$", "shelf.$1")
                .replaceFirst("^waiting-room[.]", "room.")
                .replaceFirst("^store[.]", "kv.")
                .replaceFirst("^queue[.]", "photos.")
                .replaceFirst("^topic[.]", "likes.")
                .replaceFirst("^id-generator[.]", "ids.")
                .replaceFirst("^server[.](cold_.*|calls_held|time_off|memory_held|oom_kills)$", "tool.$1")
                .replaceFirst("^server[.]", "web.");
        return metric + " >= " + unit;
    }
}
