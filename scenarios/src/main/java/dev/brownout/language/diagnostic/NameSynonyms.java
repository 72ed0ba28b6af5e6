package dev.brownout.language.diagnostic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Names from other tools and terms of the glossary, with the names of the scenario language that correspond to them.
 */
final class NameSynonyms {
    /**
     * Names from other tools, each line followed by the corresponding names. A name can correspond to several: of those
     * that are allowed at a place, the first is meant. The word in parentheses is a profile of the kind before it.
     */
    private static final String TABLE = """
            assert assertion assertions asserts expect expectations slo slos threshold thresholds check checks: sla
            objectives goals criteria: sla
            for length time simulation period: duration
            services tiers systems resources parts apps: components
            endpoints routes apis operations calls transactions queries: requests
            failures chaos outages incidents events experiments disruptions: faults
            traffic rps qps tps workload arrivals arrival_rate request_rate: load throughput rate
            settings parameters vars variables constants: params
            name title: scenario
            description meta metadata: about
            alternatives options configurations configs arms: variants
            datacenters data_centers locations: regions
            plots graphs: charts
            prices pricing: price_list
            warm_up warmup_time: warmup
            random_seed: seed

            instances machines servers replicas count pods vms hosts desired_count members tasks: nodes replicas copies
            replicas replication_factor rf replica_count followers standbys: copies replicas
            nodes: replicas copies
            latency service_time response_time processing_time execution_time delay duration work: service lookup read
            cpus cpu vcpu vcpus: cores
            threads thread_pool max_threads worker_threads thread_count: workers pool cores
            concurrency max_concurrency parallelism: workers concurrent concurrency_limit max
            queue_size queue_length queue_capacity max_queue queue_limit accept_count backlog: queue
            max_connections connection_pool pool_size: pool connections size
            max_client_conn max_clients: max_client_connections
            query_wait_timeout: max_wait
            pool_mode: mode
            idle_in_transaction_session_timeout: idle_in_transaction_timeout
            size max_size max_entries items max_items maxmemory: entries capacity memory keys
            ram mem: memory
            expiry expire expires expiration max_age: ttl
            expiry expire expires expiration: retention
            retries max_retries retry_count num_retries tries: retry attempts
            max_attempts: attempts retry
            max_delivery_attempts max_deliveries delivery_attempts: max_receives
            visibility_timeout: visibility
            max_poll_records: prefetch
            weight ratio percentage percent fraction probability: share when
            error_rate failure_probability: share failure_rate
            throttle throttling limiter rate_limiter ratelimit: rate_limit
            breaker cb circuit: circuit_breaker
            hpa autoscaler auto_scaling: autoscale
            min_replicas min_nodes min_instances minimum: min
            max_replicas max_nodes max_instances maximum: max
            health_check healthcheck health_checks liveness readiness: health
            lb_policy strategy balancing load_balancing routing: algorithm
            mttf: mtbf
            backend backends upstream upstreams origin target_group: source
            path flow hops sequence calls route target endpoint: path steps
            isolation: bulkhead
            replication_lag replica_lag consumer_lag: lag
            type class component: kind

            kill stop terminate shutdown fail failure die down oom remove: crash
            poweroff outage unplug: power-off
            freeze suspend stall sigstop gc stop_the_world: pause
            drop black_hole unreachable: blackhole
            latency delay lag packet_loss loss jitter network_delay bandwidth: degrade
            cpu_stress stress hog cpu_hog cpu slowdown slow_down: slow
            network_partition split_brain netsplit split isolate disconnect: partition
            spike surge load peak burst: traffic
            reboot: restart
            fail_requests exceptions http_errors: errors
            evict invalidate clear clear_cache: flush
            upgrade rollout update redeploy: deploy
            undo revert: rollback
            clock_skew skew time_skew: clock-jump
            cordon: drain
            preempt spot spot_interruption preemption reclaim: interrupt
            resize scale_out scale_up scale_down autoscale: scale
            failover promote switchover: crash

            redis valkey keydb elasticache: cache(redis)
            redis_cluster: cache(redis-cluster)
            memcached memcache: cache(memcached)
            varnish: cache
            postgres postgresql pg: database(postgres)
            patroni: database(postgres-patroni)
            mysql mariadb: database(mysql)
            mongodb mongo: database(mongodb)
            dynamodb dynamo: database(dynamodb)
            rds aurora spanner cockroachdb oracle sqlserver sql rdbms db nosql sqlite: database
            cassandra scylla scylladb: store(cassandra)
            riak: store(riak)
            s3 gcs blob object_store object_storage bucket storage etcd zookeeper consul kv key_value: store
            elasticsearch opensearch: database
            kafka redpanda: topic(kafka)
            kinesis pulsar event_hub event_hubs pubsub pub_sub sns eventbridge stream broker log: topic
            rabbitmq sqs amqp activemq message_queue mq celery jobs job_queue: queue
            nginx: load-balancer(nginx)
            haproxy: load-balancer(haproxy)
            envoy istio linkerd: load-balancer(envoy)
            alb elb aws_alb aws_elb: load-balancer(aws-alb)
            lb nlb gateway api_gateway ingress proxy reverse_proxy traefik balancer: load-balancer
            cloudfront: cdn(cloudfront)
            cloudflare akamai fastly edge: cdn
            route53: dns(route53)
            lambda aws_lambda: function(aws-lambda)
            serverless cloud_run cloud_function cloud_functions faas: function
            fargate: server
            stripe: external(stripe)
            third_party thirdparty saas payment_provider payment_gateway openai anthropic webhook: external
            vllm llm gpu sglang tgi tensorrt model_server language_model: inference
            kubernetes k8s deployment pod service app application microservice api backend frontend: server
            worker container web webserver web_server task process node vm ec2 instance: server
            tomcat: server(tomcat)
            host bare_metal: machine
            link network wan vpn: uplink
            snowflake uuid sequence: id-generator
            queue_it: waiting-room

            postgresql pg rds aurora: postgres
            mariadb: mysql
            mongo: mongodb
            dynamo: dynamodb
            alb elb: aws-alb
            hpa kubernetes k8s: kubernetes-hpa
            scylla scylladb: cassandra

            wait_time waiting_time queue_time queueing_time queueing_delay time_in_queue: queue_wait pool_wait
            schedule_to_start time_to_start start_delay start_latency: queue_wait end_to_end
            latency_p50 p50_latency median p50th: p50
            latency_p90 p90_latency p90th: p90
            latency_p95 p95_latency p95th: p95
            latency_p99 p99_latency p99th: p99
            latency_p999 p999 p999_latency latency_p99.9: p99.9
            avg average latency_avg avg_latency latency_mean mean_latency: mean
            maximum latency_max max_latency: max
            response_time duration: latency
            cpu cpu_utilization cpu_usage cpu_load load busy saturation usage: utilization
            uptime: availability
            errors failure_rate fail_rate error_ratio: error_rate failed
            success successes success_ratio: success_rate
            requests_per_second reqs: throughput
            goodput: throughput
            requests total request_count: offered
            failures error_count: failed
            timeouts timeout: timed_out
            rejections dropped throttled: rejected
            queue_depth queued: queue depth
            hit_rate cache_hit_ratio cache_hit_rate: hit_ratio
            miss_rate miss_ratio: hit_ratio
            memory_usage memory_used heap_usage: memory
            dlq dead_letter_queue: dead_letters
            stale: stale_reads stale_hits stale_share
            time_to_recover time_to_recovery recovery_time mttr: rto
            data_loss: lost_writes rpo
            price costs: cost

            exponential: exp
            poisson: constant exp
            gaussian: normal
            fixed const deterministic: constant
            sine sinusoidal daily: diurnal
            closed closed_loop: users
            steps staircase: step
            linear: ramp
            get select fetch lookup query scan: read
            put insert update upsert set save delete: write
            http rpc grpc invoke request: call
            enqueue produce emit send: publish
            sleep: wait
            fork fan_out concurrent all: parallel
            branch one_of switch: choose
            """;

    /**
     * Words that count differently: names from other tools, the corresponding name, and the difference of its value.
     * Retries are attempts after the first. {@code replicas} of a database and followers exclude the primary, which
     * nodes, the replication factor and {@code copies} include.
     */
    private static final String COUNTS = """
            retries max_retries retry_count num_retries: attempts +1
            instances machines servers count pods vms hosts desired_count members nodes: replicas -1
            replication_factor rf: replicas -1
            followers standbys: copies +1
            """;

    private static final Map<String, List<String>> TARGETS = targets(TABLE);
    private static final Map<String, List<String>> DIFFERENCES = targets(COUNTS);

    private NameSynonyms() {}

    private static Map<String, List<String>> targets(String table) {
        Map<String, List<String>> targets = new LinkedHashMap<>();
        table.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int colon = line.indexOf(':');
            List<String> candidates = List.of(line.substring(colon + 1).strip().split(" "));
            for (String word : line.substring(0, colon).split(" ", -1)) {
                targets.computeIfAbsent(word, w -> new ArrayList<>()).addAll(candidates);
            }
        });
        return targets;
    }

    /** Returns the known name that a name from another tool corresponds to; empty if there is none. */
    static Optional<String> knownName(String written, Collection<String> known) {
        return suggestion(written, known).map(NameSynonyms::name);
    }

    /**
     * Returns the known name and its value in quotes for a number that it counts differently, such as {@code 'attempts:
     * 3'} for {@code retries} and {@code 2}; empty if it counts the same.
     */
    static Optional<String> quotedWithValue(String written, String value, Collection<String> known) {
        List<String> difference = DIFFERENCES.getOrDefault(normal(written), List.of());
        Optional<String> target = knownName(written, known);
        if (difference.isEmpty() || target.isEmpty() || !value.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        String counting = difference.get(0);
        String setting = counting + ": " + (Integer.parseInt(value) + Integer.parseInt(difference.get(1)));
        if (target.get().equals("retry") && counting.equals("attempts")) {
            return Optional.of("'retry: { " + setting + " }'");
        }
        return target.filter(counting::equals).map(same -> "'" + setting + "'");
    }

    /** Returns the known name in quotes, with the profile that it corresponds to, if any. */
    static Optional<String> quote(String written, Collection<String> known) {
        return suggestion(written, known).map(target -> {
            int profile = target.indexOf('(');
            return "'" + name(target) + "'"
                    + (profile < 0 ? "" : " with profile: " + target.substring(profile + 1, target.length() - 1));
        });
    }

    private static Optional<String> suggestion(String written, Collection<String> known) {
        return TARGETS.getOrDefault(normal(written), List.of()).stream()
                .filter(target -> known.contains(name(target)))
                .findFirst()
                .or(() -> GlossaryNames.knownName(written, known));
    }

    private static String normal(String written) {
        return written.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    private static String name(String target) {
        int profile = target.indexOf('(');
        return profile < 0 ? target : target.substring(0, profile);
    }
}
