package dev.brownout.importing.topology;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Products that are identified by the names of their images, with their role. */
public enum Product {
    /** vLLM. */
    VLLM(Role.SERVER, "", "vllm"),
    /** SGLang. */
    SGLANG(Role.SERVER, "", "sglang"),
    /** Text Generation Inference of Hugging Face. */
    TGI(Role.SERVER, "", "text-generation-inference"),
    /** Ollama. */
    OLLAMA(Role.SERVER, "", "ollama"),
    /** Server of llama.cpp. */
    LLAMA_CPP(Role.SERVER, "", "llama-cpp"),
    /** nginx. */
    NGINX(Role.BALANCER, "nginx", "nginx openresty"),
    /** HAProxy. */
    HAPROXY(Role.BALANCER, "haproxy", "haproxy"),
    /** Envoy. */
    ENVOY(Role.BALANCER, "envoy", "envoy"),
    /** Traefik. */
    TRAEFIK(Role.BALANCER, "", "traefik"),
    /** PostgreSQL and products based on it. */
    POSTGRES(Role.DATABASE, "postgres", "postgres postgresql postgis timescaledb"),
    /** MySQL and MariaDB. */
    MYSQL(Role.DATABASE, "mysql", "mysql mariadb percona"),
    /** Microsoft SQL Server. */
    SQLSERVER(Role.DATABASE, "", "mssql sqlserver azure-sql-edge"),
    /** Oracle Database. */
    ORACLE(Role.DATABASE, "", "oracle oracledb"),
    /** CockroachDB and YugabyteDB. */
    COCKROACHDB(Role.DATABASE, "", "cockroach cockroachdb yugabyte yugabytedb"),
    /** MongoDB. */
    MONGODB(Role.DATABASE, "", "mongo mongodb"),
    /** CouchDB and Couchbase. */
    COUCHDB(Role.DATABASE, "", "couchdb couchbase"),
    /** Elasticsearch and OpenSearch. */
    ELASTICSEARCH(Role.DATABASE, "", "elasticsearch opensearch"),
    /** ClickHouse. */
    CLICKHOUSE(Role.DATABASE, "", "clickhouse"),
    /** InfluxDB. */
    INFLUXDB(Role.DATABASE, "", "influxdb"),
    /** Neo4j. */
    NEO4J(Role.DATABASE, "", "neo4j"),
    /** etcd. */
    ETCD(Role.DATABASE, "", "etcd"),
    /** Cassandra and ScyllaDB. */
    CASSANDRA(Role.STORE, "cassandra", "cassandra scylla scylladb"),
    /** Stores of objects with the protocol of Amazon S3, Azure or Google Cloud. */
    OBJECT_STORE(Role.STORE, "", "minio seaweedfs garage rustfs cloudserver azurite gcs"),
    /** Redis and products that use its protocol. */
    REDIS(Role.CACHE, "redis", "redis valkey keydb dragonfly"),
    /** Memcached. */
    MEMCACHED(Role.CACHE, "memcached", "memcached"),
    /** Redis as a queue of jobs, as BullMQ, Celery, Sidekiq, RQ and Laravel use it. */
    REDIS_QUEUE(Role.QUEUE, "", ""),
    /** Servers of job queues. */
    JOB_SERVER(Role.QUEUE, "", "beanstalkd faktory disque gearmand"),
    /** RabbitMQ. */
    RABBITMQ(Role.QUEUE, "", "rabbitmq"),
    /** ActiveMQ and Artemis. */
    ACTIVEMQ(Role.QUEUE, "", "activemq artemis"),
    /** NATS. */
    NATS(Role.QUEUE, "", "nats"),
    /** Pulsar. */
    PULSAR(Role.QUEUE, "", "pulsar"),
    /** Brokers of MQTT. */
    MQTT(Role.QUEUE, "", "mosquitto emqx vernemq hivemq"),
    /** Kafka and products that use its protocol. */
    KAFKA(Role.TOPIC, "kafka", "kafka redpanda");

    /** Words in image names of tools for a product, which are not the product itself. */
    private static final List<String> TOOL_WORDS = List.of(
            "exporter",
            "express",
            "commander",
            "ui",
            "webui",
            "router",
            "admin",
            "insight",
            "backup",
            "client",
            "operator",
            "connect",
            "manager",
            "gui",
            "console",
            "rest",
            "init",
            "migrate");

    /** Last segments of an image name that name no product, as in {@code mcr.microsoft.com/mssql/server}. */
    private static final List<String> GENERIC =
            List.of("server", "broker", "database", "db", "community", "enterprise", "express", "free");

    private final Role role;
    private final String profile;
    private final String words;

    /** Creates a product with the words that identify it in an image name, separated by blanks. */
    Product(Role role, String profile, String words) {
        this.role = role;
        this.profile = profile;
        this.words = words;
    }

    private List<String> words() {
        return words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
    }

    /** Returns the role of the product in a system. */
    public Role role() {
        return role;
    }

    /** Returns the name for display, such as {@code redis} or {@code object store}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns the profile of the scenario language with its defaults; empty if there is none. */
    public String profile() {
        return profile;
    }

    /**
     * Returns the product of a container image.
     *
     * @param image such as {@code docker.io/bitnami/redis:7.2}, with or without a registry, a tag and a digest
     */
    public static Optional<Product> ofImage(String image) {
        String path = image.split("[@$]", 2)[0];
        int tag = path.indexOf(':', path.lastIndexOf('/') + 1);
        List<String> segments = List.of((tag < 0 ? path : path.substring(0, tag)).split("/", -1));
        String last = segments.get(segments.size() - 1);
        boolean generic = segments.size() > 1 && GENERIC.contains(last);
        return of(generic ? segments.get(segments.size() - 2) : last);
    }

    /** Returns whether the product is a server of language models; all other servers are unknown programs. */
    public boolean isModelServer() {
        return role == Role.SERVER;
    }

    /** Returns whether a word of a name identifies a product. */
    public static boolean matches(String word) {
        return Arrays.stream(values()).anyMatch(product -> product.words().contains(word));
    }

    /** Returns the product of a name, such as {@code redis} or {@code my-redis}. */
    public static Optional<Product> of(String name) {
        List<String> parts = List.of(name.toLowerCase(Locale.ROOT).split("[-_.]", -1));
        if (parts.stream().anyMatch(TOOL_WORDS::contains)) {
            return Optional.empty();
        }
        return Arrays.stream(values())
                .filter(product -> product.words().stream()
                        .anyMatch(word -> Collections.indexOfSubList(parts, List.of(word.split("-", -1))) >= 0))
                .findFirst();
    }
}
