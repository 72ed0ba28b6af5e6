package dev.brownout.importing.topology;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Product behind an address, by the scheme, the port, or the key of the address.
 *
 * @param product product that speaks the protocol
 * @param evidence such as {@code the scheme redis}
 * @param isPort whether only the number of a port identifies the product, which other programs may use as well
 * @see <a href="https://www.iana.org/assignments/service-names-port-numbers">IANA, service names and port numbers</a>
 */
public record AddressProtocol(Product product, String evidence, boolean isPort) {
    private static final Map<String, Product> SCHEMES = new TreeMap<>();
    private static final Map<Integer, Product> PORTS = new TreeMap<>();
    private static final Map<String, Product> KEYS = new TreeMap<>();

    /** Words in the name of a queue of jobs, or in the key of its address. */
    private static final Pattern JOBS =
            Pattern.compile("(?i)(.*[^a-z0-9])?(queues?|bull|bullmq|broker|jobs?|sidekiq|resque|rq)([^a-z0-9].*)?");

    /** Words in the key of an address of a cache. */
    private static final Pattern CACHE =
            Pattern.compile("(?i)(.*[^a-z0-9])?(cache|caching|sessions?|results?)([^a-z0-9].*)?");

    /** Commands of programs that process the jobs of a queue in Redis. */
    private static final Pattern WORKER = Pattern.compile("(?i)(.*[\\s/'\"])?(celery .*worker|sidekiq|rq worker"
            + "|rqworker|resque:work|artisan (queue:(work|listen)|horizon)|arq|dramatiq|huey_consumer(\\.py)?)"
            + "([\\s'\"].*)?");

    /** Products with an interface of HTTP. */
    private static final Set<Product> HTTP_PRODUCTS =
            EnumSet.of(Product.ELASTICSEARCH, Product.INFLUXDB, Product.COUCHDB, Product.CLICKHOUSE);

    static {
        schemes(Product.POSTGRES, "postgres", "postgresql", "postgis", "pgsql", "psql", "pg");
        schemes(Product.MYSQL, "mysql", "mysqlx", "mysql2", "mariadb");
        schemes(Product.SQLSERVER, "sqlserver", "mssql");
        schemes(Product.ORACLE, "oracle");
        schemes(Product.COCKROACHDB, "cockroachdb", "cockroach");
        schemes(Product.MONGODB, "mongodb", "mongo");
        schemes(Product.REDIS, "redis", "rediss", "valkey", "valkeys");
        schemes(Product.MEMCACHED, "memcached", "memcache");
        schemes(Product.RABBITMQ, "amqp", "amqps", "rabbitmq", "pyamqp");
        schemes(Product.KAFKA, "kafka");
        for (String listener : List.of("plaintext", "plaintext_host", "sasl_plaintext", "sasl_ssl")) {
            SCHEMES.put(listener, Product.KAFKA);
        }
        schemes(Product.JOB_SERVER, "beanstalk", "beanstalkd", "faktory", "gearman");
        schemes(Product.NATS, "nats");
        schemes(Product.PULSAR, "pulsar", "pulsar+ssl");
        schemes(Product.MQTT, "mqtt", "mqtts");
        schemes(Product.CASSANDRA, "cassandra", "scylla");
        schemes(Product.ELASTICSEARCH, "elasticsearch", "opensearch");
        schemes(Product.CLICKHOUSE, "clickhouse");
        schemes(Product.NEO4J, "neo4j", "bolt");
        schemes(Product.COUCHDB, "couchdb", "couchbase");
        schemes(Product.ETCD, "etcd");
        ports(Product.POSTGRES, 5432);
        ports(Product.MYSQL, 3306, 33060);
        ports(Product.SQLSERVER, 1433);
        ports(Product.ORACLE, 1521);
        ports(Product.COCKROACHDB, 26257);
        ports(Product.MONGODB, 27017, 27018, 27019);
        ports(Product.REDIS, 6379, 6380);
        ports(Product.MEMCACHED, 11211);
        ports(Product.RABBITMQ, 5671, 5672);
        ports(Product.KAFKA, 9092, 9093, 9094, 19092, 29092, 39092);
        ports(Product.JOB_SERVER, 4730, 7419, 7711, 11300);
        ports(Product.NATS, 4222);
        ports(Product.PULSAR, 6650);
        ports(Product.MQTT, 1883, 8883);
        ports(Product.ACTIVEMQ, 61616);
        ports(Product.CASSANDRA, 9042);
        ports(Product.ELASTICSEARCH, 9200);
        ports(Product.CLICKHOUSE, 8123);
        ports(Product.INFLUXDB, 8086);
        ports(Product.NEO4J, 7687);
        ports(Product.COUCHDB, 5984);
        ports(Product.ETCD, 2379);
    }

    private static void schemes(Product product, String... names) {
        for (String name : names) {
            SCHEMES.put(name, product);
            KEYS.put(name, product);
        }
    }

    private static void ports(Product product, int... numbers) {
        for (int number : numbers) {
            PORTS.put(number, product);
        }
    }

    /** Returns whether a word of a name is that of a queue of jobs. */
    public static boolean namesJobs(String name) {
        return JOBS.matcher(name).matches();
    }

    /** Returns whether the key of an address is that of a cache or a store of results. */
    public static boolean namesCache(String key) {
        return CACHE.matcher(key).matches();
    }

    /**
     * Returns whether a program processes the jobs of a queue in Redis.
     *
     * @param protocols protocols of the addresses that the program has
     */
    public static boolean isWorker(String command, Stream<AddressProtocol> protocols) {
        return WORKER.matcher(command).matches()
                && protocols.noneMatch(protocol -> protocol.product().role().carriesMessages());
    }

    /**
     * Returns whether a service can be this product. A program of its own can use any port: the number of a port does
     * not identify a service that calls others or answers checks in HTTP, unless its name is that of the product.
     *
     * @param name name of the service
     * @param calls whether its own settings have the address of another service
     * @param hasHttpCheck whether its health check is in HTTP
     */
    public boolean fits(String name, boolean calls, boolean hasHttpCheck) {
        boolean hasOtherCheck = hasHttpCheck && !HTTP_PRODUCTS.contains(product);
        return !isPort || Product.of(name).equals(Optional.of(product)) || !calls && !hasOtherCheck;
    }

    /** Returns whether another protocol shows that Redis, which this one addresses, is a queue of jobs. */
    public boolean yieldsTo(AddressProtocol other) {
        return product == Product.REDIS && other.product == Product.REDIS_QUEUE;
    }

    /**
     * Returns the product behind an address, with the use of Redis as a queue of jobs.
     *
     * @param key key of the value with the address; empty if it has none
     * @param isWorker whether the caller processes the jobs of a queue in Redis
     */
    public static Optional<AddressProtocol> of(String key, HostAddress address, boolean isWorker) {
        return of(key, address).map(found -> {
            boolean isQueue = namesJobs(key) || isWorker && !namesCache(key);
            return found.product == Product.REDIS && isQueue
                    ? new AddressProtocol(
                            Product.REDIS_QUEUE,
                            namesJobs(key) ? "the key of its address" : "the command of its caller",
                            false)
                    : found;
        });
    }

    /**
     * Returns the product behind an address, if its scheme, port or key identifies one.
     *
     * @param key key of the value with the address; empty if it has none
     */
    public static Optional<AddressProtocol> of(String key, HostAddress address) {
        for (String word : address.scheme().split("[:+]", -1)) {
            Product product = SCHEMES.get(word);
            if (product != null) {
                return Optional.of(new AddressProtocol(product, "the scheme " + word + " of its address", false));
            }
        }
        boolean http = address.scheme().startsWith("http");
        Product product = PORTS.get(address.port());
        boolean usable = http
                ? HTTP_PRODUCTS.contains(product)
                : List.of("", "tcp", "tls", "ssl").contains(address.scheme());
        if (product != null && usable) {
            return Optional.of(new AddressProtocol(product, "port " + address.port() + " of its address", true));
        }
        return http ? Optional.empty() : ofKey(key);
    }

    private static Optional<AddressProtocol> ofKey(String key) {
        for (String word : key.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)) {
            Product product = KEYS.get(word);
            if (product != null) {
                return Optional.of(
                        new AddressProtocol(product, "the word " + word + " in the key of its address", false));
            }
        }
        return Optional.empty();
    }
}
