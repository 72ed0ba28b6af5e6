package dev.brownout.importing.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.language.Loader;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiers of equal services, clusters of databases and brokers, and products behind addresses in Compose files. */
class ComposeTopologyTest {
    private static ImportResult read(String text) throws Exception {
        return ImportedFiles.read(
                new ComposeImporter(),
                List.of(new ImportSource("f.yaml", () -> new ByteArrayInputStream(text.getBytes(UTF_8)))));
    }

    private static String reportText(ImportResult imported) {
        return String.join("\n", imported.summary());
    }

    /** Numbered services of one image behind a balancer are one tier, which one request passes. */
    @ParameterizedTest
    @CsvSource({
        "shop1, shop2, shop, haproxy:2.9",
        "shop-01, shop-02, shop, nginx:1.27",
        "shop_a, shop_b, shop, envoyproxy/envoy:v1.30",
        "shop-blue, shop-green, shop, traefik:v3",
        "web1-shop, web2-shop, web-shop, nginx",
        "eiger, jungfrau, eiger, nginx"
    })
    void equalServicesBehindABalancerAreOneTier(String one, String other, String tier, String balancer)
            throws Exception {
        String scenario = read("services:\n"
                        + "  front: { image: '" + balancer + "', ports: ['80:80'], depends_on: [" + one + ", " + other
                        + "] }\n"
                        + "  " + one + ": { build: ./shop, depends_on: [db], environment: { INSTANCE_ID: 1 } }\n"
                        + "  " + other + ": { build: ./shop, depends_on: [db, " + one
                        + "], environment: { INSTANCE_ID: 2 } }\n"
                        + "  db: { image: 'postgres:16' }\n")
                .scenario();
        assertThat(scenario)
                .contains("  " + tier + ":\n    kind: server", "    nodes: 2   # origin: " + one + ", " + other)
                .contains("      - front\n      - " + tier + "   #")
                .contains("  request:   #")
                .doesNotContain("  to-");
    }

    /** A balancer before a balancer is a server without work, in chains of any length. */
    @ParameterizedTest
    @CsvSource({"nginx, haproxy", "traefik:v3, nginx:1.27", "haproxy:2.9, envoyproxy/envoy:v1.30"})
    void balancerBeforeABalancerForwardsAsAServer(String first, String second) throws Exception {
        ImportResult imported = read("services:\n  edge: { image: '" + first
                + "', ports: ['80:80'], depends_on: [middle] }\n  middle: { image: '" + second
                + "', depends_on: [lb] }\n  lb: { image: '" + second + "', depends_on: [shop, blog] }\n"
                + "  shop: { image: 'example/shop' }\n  blog: { image: 'example/blog' }\n");
        assertThat(imported.scenario())
                .containsPattern("  edge:\n    kind: server.*\n.*\n.*\n    service: 0ms   # a balancer forwards")
                .containsPattern("  middle:\n    kind: server")
                .containsPattern("  lb:\n    kind: load-balancer.*\n    backends: \\{ shop: 1, blog: 1 }")
                .contains("      - edge\n      - call: middle/serve");
        assertThat(reportText(imported))
                .contains("- edge: a balancer before a balancer; here a server without work that");
        assertThat(new Loader(new ShippedLibrary())
                        .load("f", imported.scenario(), Overrides.NONE)
                        .variants())
                .hasSize(1);
    }

    /** Instances may be a product that is a balancer elsewhere, or services without an image. */
    @ParameterizedTest
    @CsvSource({
        "'image: nginx:alpine, volumes: [\"./backends/app@.conf:/etc/nginx/conf.d/default.conf:ro\"]'",
        "'image: traefik/whoami, container_name: app@, hostname: app-@, ports: [\"808@:80\"]'",
        "'image: nginx, environment: {SERVER_NAME: number-@}'",
        "'image: , environment: {MAX: 5}'",
        "'environment: {NAME: app@}, volumes: [\"./app@:/data\"]'"
    })
    void instancesThatDifferByANumberAreOneTier(String keys) throws Exception {
        String scenario =
                read("services:\n  front: { image: 'haproxy:2.9', ports: ['80:80'], depends_on: [app1, app2] }\n"
                                + "  app1: {" + keys.replace("@", "1") + "}\n  app2: {" + keys.replace("@", "2")
                                + "}\n")
                        .scenario();
        assertThat(scenario)
                .containsPattern("  app:\n    kind: server.*\n    nodes: 2 ")
                .doesNotContain("  to-");
    }

    /** Services without an image that differ by more than a number are two servers. */
    @Test
    void unlikeServicesWithoutAnImageAreTwoServers() throws Exception {
        assertThat(read("""
                services:
                  front: { image: haproxy, ports: ["80:80"], depends_on: [app1, app2] }
                  app1: { environment: { MODE: orders } }
                  app2: { environment: { MODE: search } }
                """).scenario()).contains("  app1:\n", "  app2:\n");
    }

    /** A client with a list of addresses, and services without a balancer, have tiers too. */
    @Test
    void alternativesOfOneCallerAreOneTier() throws Exception {
        String scenario = read("""
                services:
                  shop: { build: ., ports: ["80:80"], environment: { QUOTES: "quote-x:8080,quote-y:8080" } }
                  quote-x: { image: example/quote, command: "--port 8080 --name quote-x" }
                  quote-y: { image: example/quote, command: "--port 8081 --name quote-y" }
                """).scenario();
        assertThat(scenario).contains("  quote:\n", "nodes: 2", "      - call: quote   #");
    }

    /** Services of one image with another command, other callees or other variables remain apart. */
    @Test
    void unequalServicesRemainApart() throws Exception {
        String file = """
                services:
                  front: { image: nginx, ports: ["80:80"], depends_on: [users, orders] }
                  users: { image: example/app, %s }
                  orders: { image: example/app, %s }
                  db: { image: postgres }
                """;
        assertThat(read(String.format(file, "command: users", "command: serve")).scenario())
                .contains("to-users:", "to-orders:");
        assertThat(read(String.format(file, "environment: { MODE: u }", "environment: { MODE: o }"))
                        .scenario())
                .contains("to-users:", "to-orders:");
        assertThat(read(String.format(file, "depends_on: [db]", "stop_signal: x"))
                        .scenario())
                .contains("to-users:", "to-orders:");
    }

    /** Instances with other versions or limits are pools of their balancer, which one request passes. */
    @Test
    void unlikeInstancesArePools() throws Exception {
        ImportResult imported = read("""
                services:
                  front: { image: haproxy, ports: ["80:80"], links: [api1, api2, api3] }
                  api1: { image: "example/api:1", environment: [FLAG=on], depends_on: [db], cpus: 2 }
                  api2: { image: "example/api:1", environment: [FLAG=on], depends_on: [db], cpus: 2 }
                  api3: { image: "example/api:2", environment: [FLAG=off], depends_on: [db], cpus: 1 }
                  db: { image: postgres }
                """);
        assertThat(imported.scenario())
                .contains("backends: { api-pool-1: 1, api3: 1 }", "  api-pool-1:\n", "nodes: 2", "  request:")
                .contains("      - front\n      - read: db");
        assertThat(reportText(imported))
                .contains("the nodes of api-pool-1, api3 differ in the image, with a placeholder")
                .contains("and the variables FLAG");
    }

    @Test
    void differencesWithinATierAreListed() throws Exception {
        ImportResult imported = read("""
                services:
                  shop: { build: ., ports: ["80:80"], environment: { QUOTES: "quote1:80,quote2:80" } }
                  quote1: { image: "example/quote:1", environment: [FLAG=on], cpus: 1 }
                  quote2: { image: "example/quote:2", environment: [FLAG=off], cpus: 2 }
                """);
        assertThat(imported.scenario()).contains("nodes: 2", "call: quote");
        assertThat(reportText(imported))
                .contains("the nodes of quote differ in the image and the number of CPUs, which is that"
                        + " of quote1 for all nodes here and the variables FLAG; here they are equal");
    }

    @Test
    void nodesOfAClusterAreOneComponent() throws Exception {
        ImportResult imported = read("""
                services:
                  web:
                    build: .
                    ports: ["80:80"]
                    environment:
                      KAFKA: "broker1:9092,broker2:9092,broker3:9092"
                      MONGO: "mongodb://m1:27017,m2:27017/shop?replicaSet=rs0"
                      DATABASE_URL: "postgres://pg-primary/shop"
                      RING: "c1:9042"
                  broker1: { image: "example/kafka:3", environment: { KAFKA_NUM_PARTITIONS: 6 } }
                  broker2: { image: "example/kafka:3" }
                  broker3: { image: "example/kafka:3" }
                  m1: { image: "mongo:7", command: "--replSet rs0" }
                  m2: { image: "mongo:7", command: "--replSet rs0" }
                  pg-primary: { image: "postgres:16" }
                  pg-replica: { image: "postgres:16", environment: { FOLLOWS: "postgres://pg-primary:5432" } }
                  c1: { image: "cassandra:4" }
                  c2: { image: "cassandra:4", environment: { CASSANDRA_SEEDS: c1 } }
                  billing: { build: ./billing, environment: { BROKERS: "broker2:9092" } }
                """);
        assertThat(imported.scenario())
                .contains("  broker1:\n    kind: topic", "copies: 3", "partitions: 6", "queue: broker1")
                .contains("  m1:\n    kind: database", "profile: mongodb", "replicas: 1   # origin: m2")
                .contains("  pg-primary:\n", "replicas: 1   # origin: pg-replica")
                .contains("  c1:\n    kind: store", "nodes: 2   # origin: c1, c2")
                .doesNotContain("  broker2:", "  m2:", "  pg-replica:", "  c2:");
    }

    /** The clients of a Sentinel call the Redis that it monitors. */
    @Test
    void sentinelIsNoComponent() throws Exception {
        String scenario = read("""
                services:
                  web: { build: ., ports: ["80:80"], environment: { REDIS_SENTINELS: "watch:26379" } }
                  redis-master: { image: "redis:7" }
                  redis-replica: { image: "redis:7", command: redis-server --replicaof redis-master 6379 }
                  watch: { image: "redis:7", command: redis-sentinel /etc/sentinel.conf }
                """).scenario();
        assertThat(scenario)
                .contains("replicas: 1   # origin: redis-master, redis-replica", "read: redis-master")
                .doesNotContain("  watch:");
    }

    /** Two databases of one product with other names are two components. */
    @Test
    void databasesWithoutReplicationRemainApart() throws Exception {
        assertThat(read("""
                services:
                  users: { build: ./u, ports: ["80:80"], environment: { DB: "postgres://users-db/u" } }
                  orders: { build: ./o, ports: ["81:80"], environment: { DB: "postgres://orders-db/o" } }
                  users-db: { image: postgres }
                  orders-db: { image: postgres }
                """).scenario()).contains("  users-db:", "  orders-db:").doesNotContain("replicas:");
    }

    /** The scheme, the port or the key of an address identifies a product behind a private image. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "URL | postgresql+asyncpg://u:p@data/x | database",
                "URL | jdbc:mysql://data:3306/x | database",
                "URL | jdbc:oracle:thin:@data:1521/x | database",
                "URL | jdbc:sqlserver://data:1433;databaseName=x | database",
                "URL | mongodb+srv://data/x | database",
                "A | data:5432 | database",
                "A | Host=data;Port=5432;Username=x | server",
                "URL | rediss://:p@data:6380/0 | database",
                "REDIS_HOST | data | database",
                "A | data:11211 | database",
                "NODES | 0:data:5432 | database",
                "URL | amqps://data | queue",
                "URL | nats://data:4222 | queue",
                "BOOTSTRAP | PLAINTEXT://data:19092 | topic",
                "KAFKA_BROKERS | data:1234 | topic",
                "A | data:9042 | store",
                "A | http://data:9200 | database",
                "A | http://data:8080 | server",
                "A | data:8080 | server"
            })
    void addressIdentifiesTheProduct(String key, String address, String kind) throws Exception {
        String scenario = read("services:\n"
                        + "  web: { image: example/web, ports: ['80:80'], environment: { " + key + ": \"" + address
                        + "\" } }\n"
                        + "  data: { image: example/data }\n")
                .scenario();
        assertThat(scenario).contains("  data:\n").containsPattern("  data:\n(    #.*\n)?    kind: " + kind + "\\b");
    }

    /** The limit of a balancer has an effect: a part of a core takes more time for a call. */
    @Test
    void limitOfABalancerIsUsed() throws Exception {
        assertThat(read("""
                services:
                  front: { image: nginx, ports: ["80:80"], links: [app], cpus: 0.25 }
                  app: { image: example/app }
                """).scenario())
                .contains("cores: 1   # origin: f.yaml:2", "service: 120us   # a placeholder: 30 us of a core");
    }

    /** A pool in front of a database speaks its protocol, and is no database. */
    @Test
    void proxyOfADatabaseIsAServer() throws Exception {
        assertThat(read("""
                services:
                  web: { image: example/web, ports: ["80:80"], environment: { DB: "postgres://pool:5432/x" } }
                  pool: { image: example/pool, environment: { DB: "postgres://data:5432/x" } }
                  data: { image: example/data }
                """).scenario())
                .containsPattern("  pool:\n    kind: server")
                .contains("call: pool/serve", "read: data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[data]", "{ data: { condition: service_healthy } }"})
    void startOrderOfABalancerIsListed(String order) throws Exception {
        ImportResult imported =
                read("services:\n  lb: { image: haproxy, ports: ['80:80'], depends_on: " + order + " }\n"
                        + "  web: { build: ., environment: { DB: 'postgres://data/x' }, depends_on: [lb] }\n"
                        + "  data: { image: postgres }\n");
        assertThat(reportText(imported)).contains("the order in which services start is not simulated");
    }

    @Test
    void openPortsOfCalledServicesAreListed() throws Exception {
        String services = """
                services:
                  web: { build: ./w, ports: ["80:80"], environment: { A: "http://api:81", B: "http://pay:82" } }
                  api: { build: ./a, ports: ["81:81"] }
                  pay: { build: ./p, ports: ["82:82"] }
                """;
        assertThat(reportText(read(services))).contains("users of api, pay: they can enter there too");
        assertThat(reportText(read(services.replace(", ports: [\"81:81\"]", ""))))
                .contains("users of pay: they");
    }

    @Test
    void linksLeadToContainersOfTheFiles() throws Exception {
        ImportResult imported = read("""
                services:
                  shop:
                    image: example/shop:1
                    ports: ["80:80"]
                    external_links: [store_mysql_1:data, "gone:other"]
                    environment: { DATA_HOST: data }
                  store: { image: "mysql:8", container_name: store_mysql_1 }
                """);
        assertThat(imported.scenario()).contains("- read: store   # origin: is ");
        assertThat(reportText(imported))
                .contains("a link of shop to a container that is in none of the files")
                .doesNotContain("an address of data");
    }

    @Test
    void eachHostOutsideOfTheFilesIsListed() throws Exception {
        String report = reportText(read("""
                services:
                  shop:
                    image: example/shop:1
                    ports: ["80:80"]
                    environment:
                      KAFKA_BROKERS: "one:9092,two:9092"
                      CACHE_URL: "data:6379,far:6379"
                      DB_HOST: elsewhere
                      LISTEN_ADDR: ":8080"
                      IMAGE: "shop:12"
                  data: { image: redis }
                """));
        assertThat(report)
                .contains("an address of one in", "an address of two in", "an address of far in")
                .contains("an address of elsewhere in")
                .doesNotContain("an address of data", "an address of shop", "8080");
    }

    @Test
    void objectStoreIsAStore() throws Exception {
        String text = """
                services:
                  web: { image: a/web, ports: ["80:80"], environment: { S3: "http://files:9000", R: "redis://c" } }
                  files: { image: minio/minio }
                  c: { image: redis }
                """;
        assertThat(read(text).scenario())
                .contains("  files:\n    kind: store   # origin: its image is object store")
                .contains("- read: files")
                .doesNotContain("source: files");
    }

    /** A caller names a queue of jobs by the key of an address, by its own command, or by the name of the service. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jobs-of | QUEUE_BULL_REDIS_HOST: jobs-of | worker",
                "redis   | CELERY_BROKER_URL: 'redis://redis:6379/0' | worker",
                "redis   | REDIS_URL: 'redis://redis:6379' | celery -A shop worker",
                "redis   | REDIS_URL: 'redis://redis' | bundle exec sidekiq",
                "redis   | QUEUE_CONNECTION: redis, REDIS_HOST: redis | php artisan queue:work",
                "redis-jobs | REDIS_URL: 'redis://redis-jobs' | node worker.js"
            })
    void redisWithJobsIsAQueue(String name, String variable, String command) throws Exception {
        ImportResult imported = read("""
                services:
                  db: { image: postgres:16 }
                  %1$s:
                    image: redis:7
                    command: redis-server --appendonly yes --maxmemory-policy noeviction --maxmemory 1gb
                  app:
                    image: a/app
                    environment: { DATABASE_URL: 'postgres://db', %2$s }
                    ports: ["80:80"]
                  tasks:
                    image: a/app
                    command: %3$s
                    environment: { DATABASE_URL: 'postgres://db', %2$s }
                    depends_on: [app]
                """.formatted(name, variable, command));
        assertThat(imported.scenario())
                .containsPattern("  " + name + ":\n    kind: queue   # origin: its image is redis \\(f.yaml:4\\), a"
                        + " queue of jobs by ")
                .containsPattern("durable: true   # origin: f.yaml:5.*\n *when_full: reject   # origin: f.yaml:5")
                .containsPattern("consumes:.*\n *queue: " + name)
                .containsPattern("- app\n *- read: db .*\n *- publish: " + name)
                .doesNotContain("kind: cache", "to-tasks", "call: app");
        assertThat(reportText(imported)).contains("the memory of " + name + ": 'capacity' of a queue");
        assertThat(new Loader(new ShippedLibrary())
                        .load("f", imported.scenario(), Overrides.NONE)
                        .variants())
                .hasSize(1);
    }

    /** The second use of the same Redis is listed. A worker of another broker reads its Redis as a cache. */
    @Test
    void cacheBesideAQueueOfJobsIsKept() throws Exception {
        String file = """
                services:
                  db: { image: postgres:16 }
                  redis: { image: redis }
                  app: { image: a/app, ports: ["80:80"], environment: { DB_HOST: db, %s } }
                  tasks: { image: a/app, command: celery -A a worker, environment: { %s } }
                """;
        assertThat(reportText(read(String.format(
                        file,
                        "CELERY_BROKER_URL: 'redis://redis', CACHE_URL: 'redis://redis/1'",
                        "CELERY_BROKER_URL: 'redis://redis'"))))
                .contains("f.yaml:4: the use of redis as a cache by app");
        String broker = "  mq: { image: rabbitmq }\n";
        assertThat(read(String.format(
                                        file,
                                        "REDIS_HOST: redis, BROKER_URL: 'amqp://mq'",
                                        "REDIS_HOST: redis, BROKER_URL: 'amqp://mq'")
                                + broker)
                        .scenario())
                .containsPattern("  redis:\n    kind: cache");
    }

    /** A scheduler publishes jobs at its own times; the worker consumes them. */
    @ParameterizedTest
    @ValueSource(strings = {"scheduler", "celery-beat", "cron"})
    void schedulerPublishesJobs(String name) throws Exception {
        String image = ": { image: a/app, environment: { CELERY_BROKER_URL: 'redis://q' } ";
        assertThat(read("services:\n  q: { image: redis }\n  app" + image + ", ports: ['80:80'] }\n  " + name + image
                                + "}\n  worker" + image + "}\n")
                        .scenario())
                .containsPattern("  to-" + name + ":.*\n.*\n    steps:\n      - " + name + "\n      - publish: q")
                .containsOnlyOnce("queue: q");
    }

    /** Servers of job queues are queues, by their images and their addresses. */
    @ParameterizedTest
    @CsvSource({"schickling/beanstalkd, 'beanstalk://jobs'", "contribsys/faktory, 'tcp://jobs:7419'"})
    void serverOfJobsIsAQueue(String image, String address) throws Exception {
        for (String known : List.of(image, "a/unknown")) {
            assertThat(read("services:\n  jobs: { image: " + known + " }\n  app: { image: a/app, ports: ['80:80'],"
                                    + " environment: { URL: '" + address + "' } }\n  worker: { image: a/worker,"
                                    + " environment: { URL: '" + address + "' } }\n")
                            .scenario())
                    .containsPattern("  jobs:\n    kind: queue")
                    .contains("- publish: jobs");
        }
    }

    /** The number of a port does not identify a program that calls others or answers checks in HTTP. */
    @ParameterizedTest
    @CsvSource({
        "http://stock:8086, '', STORE: 'redis://cache:6379', server",
        "stock:9092, '', STORE: 'redis://cache:6379', server",
        "stock:9092, 'curl -f http://localhost:9092/live', LEVEL: 1, server",
        "stock:5432, 'wget -q localhost:5432/', LEVEL: 1, server",
        "stock:9092, '', LEVEL: 1, topic",
        "http://stock:8086, 'curl http://localhost:8086/ping', LEVEL: 1, database"
    })
    void portDoesNotIdentifyAProgram(String address, String check, String variable, String kind) throws Exception {
        String scenario = read("services:\n"
                        + "  web: { build: ., ports: ['80:80'], environment: { STOCK_ADDR: '" + address + "' } }\n"
                        + "  stock:\n    image: example.org/shop/stock:1\n    environment: { " + variable + " }\n"
                        + "    healthcheck: { test: \"" + check + "\" }\n"
                        + "  cache: { image: redis }\n")
                .scenario();
        assertThat(scenario).contains("  stock:\n    kind: " + kind + "   #");
        assertThat(scenario.contains("read: cache   # origin: is a host in a variable (f.yaml:5)"))
                .isEqualTo(variable.contains("redis"));
    }
}
