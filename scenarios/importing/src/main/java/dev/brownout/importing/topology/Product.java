package dev.brownout.importing.topology;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Products that are known by the names of their images, and what they are to the others. */
public enum Product {
    /** nginx. */
    NGINX(Role.BALANCER, "nginx", "nginx openresty"),
    /** HAProxy. */
    HAPROXY(Role.BALANCER, "haproxy", "haproxy"),
    /** Envoy. */
    ENVOY(Role.BALANCER, "envoy", "envoy"),
    /** Traefik. */
    TRAEFIK(Role.BALANCER, "", "traefik"),
    /** PostgreSQL, and what is built on it. */
    POSTGRES(Role.DATABASE, "postgres", "postgres postgresql postgis timescaledb"),
    /** MySQL and MariaDB. */
    MYSQL(Role.DATABASE, "mysql", "mysql mariadb percona"),
    /** MongoDB. */
    MONGODB(Role.DATABASE, "", "mongo mongodb"),
    /** Redis, and what speaks its protocol. */
    REDIS(Role.CACHE, "redis", "redis valkey"),
    /** Memcached. */
    MEMCACHED(Role.CACHE, "memcached", "memcached"),
    /** RabbitMQ. */
    RABBITMQ(Role.QUEUE, "", "rabbitmq"),
    /** Kafka, and what speaks its protocol. */
    KAFKA(Role.QUEUE, "", "kafka redpanda");

    /** Words of names of images that speak to a product, and are not it. */
    private static final List<String> BESIDE = List.of(
            "exporter",
            "express",
            "commander",
            "ui",
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

    private final Role role;
    private final String profile;
    private final String words;

    /** By the words of which its image has one, with blanks between. */
    Product(Role role, String profile, String words) {
        this.role = role;
        this.profile = profile;
        this.words = words;
    }

    /** What it is to the others. */
    public Role role() {
        return role;
    }

    /** The profile of the language that has its defaults; empty where there is none. */
    public String profile() {
        return profile;
    }

    /**
     * The product whose image this is.
     *
     * @param image such as {@code docker.io/bitnami/redis:7.2}, with a registry, a tag and a digest or without
     */
    public static Optional<Product> ofImage(String image) {
        return of(image.substring(image.lastIndexOf('/') + 1).split("[:@$]", 2)[0]);
    }

    /** Whether a word of a name says a product. */
    public static boolean says(String word) {
        return Arrays.stream(values())
                .anyMatch(product -> List.of(product.words.split(" ", -1)).contains(word));
    }

    /** The product of that name, such as {@code redis} or {@code my-redis}. */
    public static Optional<Product> of(String name) {
        List<String> parts = List.of(name.toLowerCase(Locale.ROOT).split("[-_.]", -1));
        if (parts.stream().anyMatch(BESIDE::contains)) {
            return Optional.empty();
        }
        return Arrays.stream(values())
                .filter(product -> parts.stream().anyMatch(List.of(product.words.split(" ", -1))::contains))
                .findFirst();
    }
}
