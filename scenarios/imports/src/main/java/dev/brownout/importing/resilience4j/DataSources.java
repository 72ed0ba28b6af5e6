package dev.brownout.importing.resilience4j;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedSettings.SourcedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Databases of an application with their connection pools: HikariCP, Tomcat JDBC, Commons DBCP, Druid and R2DBC. A data
 * source has the pool of its type, or the first one with settings in the order of Spring Boot: HikariCP, Tomcat JDBC,
 * Commons DBCP. A data source without settings of a pool has HikariCP.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/data/sql.html#data.sql.datasource.connection-pool">Spring
 *     Boot, supported connection pools</a>
 * @see <a href="https://github.com/brettwooldridge/HikariCP#gear-configuration-knobs-baby">HikariCP, configuration</a>
 */
final class DataSources {
    /** Default of {@code max_connections} of PostgreSQL, without those reserved for superusers. */
    private static final long POSTGRES_CONNECTIONS = 97;
    /** Default of {@code max_connections} of MySQL. */
    private static final long MYSQL_CONNECTIONS = 151;

    /** Sections without data sources; their keys can be names of classes or of clients. */
    private static final Set<String> OTHER_SECTIONS =
            Set.of("logging", "management", "info", "resilience4j", "feign", "hystrix", "ribbon");

    /** Pools in the order in which Spring Boot selects them. */
    private static final List<String> POOLS = List.of("hikari", "tomcat", "dbcp2", "druid");

    /** Address of a database in the process of the application. */
    private static final Pattern EMBEDDED =
            Pattern.compile("(?i)(jdbc|r2dbc):(hsqldb:(?!hsqls?:)|h2:(?!tcp:|ssl:)|derby:(?!//)|sqlite:).*");

    /** Value of a pool without a time limit. */
    private static final String FOREVER = "24d";

    private static final String UNMODELLED =
            "connections that are opened in advance, closed or tested; here a connection"
                    + " is opened when it is needed, takes no time and stays open";

    private final SpringConfiguration configuration;
    private final ValueReader values;
    private final IdentifierSanitizer names;
    private final List<ImportedComponent> databases = new ArrayList<>();

    private DataSources(SpringConfiguration configuration, IdentifierSanitizer names) {
        this.configuration = configuration;
        this.values = new ValueReader(configuration);
        this.names = names;
    }

    /** Returns the databases. */
    static List<ImportedComponent> read(SpringConfiguration configuration, IdentifierSanitizer names) {
        DataSources sources = new DataSources(configuration, names);
        configuration.root().entries().forEach((section, below) -> {
            if (!OTHER_SECTIONS.contains(PropertyName.uniform(section))) {
                sources.find(below, section);
            }
        });
        return sources.databases;
    }

    /** Finds maps with a pool, or with an address of a database, in the whole configuration. */
    private void find(Setting map, String key) {
        String plain = PropertyName.uniform(key);
        Setting pool = Properties.property(map, "pool");
        boolean reactive = plain.equals("r2dbc");
        boolean addressed = address(map).peekText().matches("(?i)(jdbc|r2dbc):.*")
                || plain.equals("datasource") && address(map).isPresent();
        if (List.of("flyway", "liquibase").contains(plain)) {
            map.ignore("a migration of the database at the start, before requests");
        } else if (reactive && (addressed || pool.isPresent())) {
            reactive(map, pool);
        } else if (map.isMap() && (addressed || isPool(map))) {
            dataSource(map, key);
        } else {
            map.entries().forEach((name, below) -> find(below, name));
        }
    }

    private static boolean isPool(Setting map) {
        return Properties.property(map, "hikari").isMap()
                || Properties.property(map, "dbcp2").isMap()
                || Properties.property(map, "druid").isMap()
                || Properties.property(map, "maximumPoolSize").isPresent()
                || Properties.property(Properties.property(map, "tomcat"), "maxActive")
                        .isPresent();
    }

    private void dataSource(Setting map, String key) {
        ImportedComponent database = database(map, key);
        ImportedSettings settings = database.settings();
        String pool = pool(map);
        Setting section = Properties.property(map, pool);
        switch (pool) {
            case "tomcat" -> tomcat(settings, section);
            case "dbcp2" -> dbcp(settings, section);
            case "druid" -> druid(settings, section);
            default -> hikari(settings, section.isPresent() ? section : map);
        }
        for (String other : POOLS) {
            if (!other.equals(pool)) {
                Properties.property(map, other)
                        .ignore("a pool beside the one that the application uses: " + pool
                                + (Properties.property(map, "type").isPresent()
                                        ? ", by 'type'"
                                        : ", the first choice of Spring Boot"));
            }
        }
        setConnectionScope(settings);
        limit(settings, map);
    }

    /** Returns the name of the section of the pool that Spring Boot selects. */
    private static String pool(Setting map) {
        String type = Properties.property(map, "type").text().toLowerCase(Locale.ROOT);
        for (String pool : POOLS) {
            if (type.contains("." + pool + ".")) {
                return pool;
            }
        }
        return POOLS.stream()
                .filter(pool -> Properties.property(map, pool).isPresent())
                .findFirst()
                .orElse("hikari");
    }

    private void tomcat(ImportedSettings settings, Setting pool) {
        size(settings, values.integer(Properties.property(pool, "maxActive"), 1, 100, "the default of Tomcat JDBC"));
        wait(settings, values.duration(Properties.property(pool, "maxWait"), "30s", "the default of Tomcat JDBC"));
        ignore(pool, "initialSize", "minIdle", "maxIdle", "maxAge", "testOnBorrow", "testWhileIdle");
    }

    private void dbcp(ImportedSettings settings, Setting pool) {
        size(settings, values.integer(Properties.property(pool, "maxTotal"), 1, 8, "the default of Commons DBCP"));
        Setting limit =
                ValueReader.first(Properties.property(pool, "maxWaitMillis"), Properties.property(pool, "maxWait"));
        wait(settings, limited(limit, "Commons DBCP has no time limit by default"));
        ignore(pool, "initialSize", "minIdle", "maxIdle", "testOnBorrow", "testWhileIdle");
    }

    private void druid(ImportedSettings settings, Setting pool) {
        size(settings, values.integer(Properties.property(pool, "maxActive"), 1, 8, "Druid's default"));
        wait(settings, limited(Properties.property(pool, "maxWait"), "Druid has no time limit by default"));
        ignore(pool, "initialSize", "minIdle", "maxIdle", "testOnBorrow", "testOnReturn", "testWhileIdle");
    }

    /** Returns the waiting time of a pool for which a negative value is no limit. */
    private SourcedValue limited(Setting limit, String product) {
        return limit.peekText().startsWith("-")
                ? new SourcedValue(FOREVER, configuration.origin(limit) + ": " + limit.text() + " is no limit")
                : values.duration(limit, FOREVER, product);
    }

    private void hikari(ImportedSettings settings, Setting pool) {
        settings.set("pool.profile", "hikaricp", "the default pool of Spring Boot");
        size(settings, values.integer(Properties.property(pool, "maximumPoolSize"), 1, 10, "HikariCP's default"));
        Setting limit = Properties.property(pool, "connectionTimeout");
        SourcedValue wait = values.duration(limit, "30s", "HikariCP's default");
        boolean none = limit.isPresent() && wait.value().equals("0ms");
        wait(settings, none ? new SourcedValue(FOREVER, wait.origin() + ": 0 is no limit") : wait);
        ignore(
                pool,
                "minimumIdle",
                "idleTimeout",
                "maxLifetime",
                "keepaliveTime",
                "validationTimeout",
                "initializationFailTimeout");
    }

    private void reactive(Setting map, Setting pool) {
        ImportedComponent database = database(map, "datasource");
        size(
                database.settings(),
                values.integer(Properties.property(pool, "maxSize"), 1, 10, "the default of R2DBC Pool"));
        wait(
                database.settings(),
                values.duration(
                        Properties.property(pool, "maxAcquireTime"),
                        FOREVER,
                        "R2DBC Pool has no time limit by default"));
        ignore(
                pool,
                "initialSize",
                "minIdle",
                "maxIdleTime",
                "maxLifeTime",
                "maxCreateConnectionTime",
                "validationQuery");
        limit(database.settings(), map);
    }

    private ImportedComponent database(Setting map, String key) {
        ImportedComponent database =
                new ImportedComponent(names.uniqueVariant(PropertyName.isIndex(key) ? "datasource" : key));
        Setting address = address(map);
        String product = product(address);
        if (EMBEDDED.matcher(address.peekText()).matches()) {
            address.ignore("an embedded database: its work is on the cores of the application; here it has its own");
        }
        address.text();
        database.settings().set("kind", "database", "origin: " + map.origin());
        if (!product.isEmpty()) {
            database.settings().set("profile", product, configuration.origin(address));
        }
        database.settings().set("read", "exp(8ms)", "unknown: A PLACEHOLDER, to be measured");
        databases.add(database);
        return database;
    }

    private static Setting address(Setting map) {
        return ValueReader.first(
                Properties.property(map, "url"),
                Properties.property(map, "jdbcUrl"),
                SpringConfiguration.settingAt(map, "hikari", "jdbcUrl"),
                SpringConfiguration.settingAt(map, "druid", "url"));
    }

    /** Returns the profile of the product that an address names; empty if there is none. */
    private static String product(Setting address) {
        String text = address.peekText().toLowerCase(Locale.ROOT);
        boolean mysql = text.contains(":mysql:") || text.contains(":mariadb:");
        return text.contains(":postgresql:") ? "postgres" : mysql ? "mysql" : "";
    }

    private static void size(ImportedSettings settings, SourcedValue value) {
        settings.set("pool.size", value.value(), value.origin());
    }

    private static void wait(ImportedSettings settings, SourcedValue value) {
        settings.set("pool.max_wait", value.value(), value.origin());
    }

    /** Sets the scope of a connection: a transaction, or the whole request with an open session in its view. */
    private void setConnectionScope(ImportedSettings settings) {
        Setting open = configuration.settingAt("spring", "jpa", "openInView");
        if (open.text().equalsIgnoreCase("false")) {
            settings.set(
                    "pool.held",
                    "call",
                    configuration.origin(open) + "; a guess: no transaction contains a call of another service");
        } else if (open.isPresent()) {
            settings.set("pool.held", "request", configuration.origin(open));
        }
    }

    private void limit(ImportedSettings settings, Setting map) {
        Setting address = address(map);
        String product = product(address);
        long most = product.equals("mysql") ? MYSQL_CONNECTIONS : POSTGRES_CONNECTIONS;
        String size = settings.get("pool.size").value();
        if ((product.equals("mysql") || product.equals("postgres"))
                && size.matches("\\d+")
                && Long.parseLong(size) > most) {
            settings.set(
                    "pool.max_connections",
                    size,
                    "unknown: A GUESS, as the pool has as many; by default the database has " + most);
        } else if (product.equals("mysql")) {
            settings.set("pool.max_connections", Long.toString(most), "MySQL's default of max_connections");
        } else if (!product.equals("postgres")) {
            settings.set("pool.max_connections", "unlimited", "unknown: the limit of the database");
        }
    }

    private static void ignore(Setting pool, String... names) {
        for (String name : names) {
            Properties.property(pool, name).ignore(UNMODELLED);
        }
    }
}
