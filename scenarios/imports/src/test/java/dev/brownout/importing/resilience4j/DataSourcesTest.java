package dev.brownout.importing.resilience4j;

import static dev.brownout.importing.resilience4j.SpringConfigurationTest.importResult;
import static dev.brownout.importing.resilience4j.SpringConfigurationTest.reportText;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.importing.ImportResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Selection of the pool of a data source, and inheritance between the clients of OpenFeign. */
class DataSourcesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hikari.maximumPoolSize: 20, tomcat.max-active: 30|size: 20 |pool beside the one that",
                "dbcp2.max-total: 7, tomcat.max-active: 30|size: 30 |tomcat, the first choice of Spring Boot",
                "type: org.apache.tomcat.jdbc.pool.DataSource, hikari.maximumPoolSize: 20, tomcat.max-active: 30|size:"
                        + " 30 |: tomcat, by 'type'",
                "type: org.apache.commons.dbcp2.BasicDataSource, hikari.maximumPoolSize: 20|size: 8 |dbcp2, by 'type'",
                "druid: { max-active: 25, max-wait: 60000 }, tomcat.max-active: 30|size: 30 |tomcat",
                "type: com.zaxxer.hikari.HikariDataSource, druid.max-active: 25|size: 10 |hikari, by 'type'"
            })
    void oneOfSeveralPoolsIsUsed(String pools, String size, String reason) throws Exception {
        ImportResult result = importResult("spring.datasource: { url: 'jdbc:mysql://db/x', " + pools + " }\n");
        assertThat(result.scenario()).containsOnlyOnce("kind: database").contains(size);
        assertThat(reportText(result)).contains(reason);
    }

    @Test
    void poolOfDruidHasItsOwnDefaults() throws Exception {
        assertThat(importResult("spring.datasource.druid: { url: 'jdbc:mysql://db/x', max-active: 25, max-wait: -1 }")
                        .scenario())
                .contains("size: 25 ", "max_wait: 24d   # origin: application.yaml:1: -1 is no limit")
                .doesNotContain("hikaricp");
        assertThat(importResult("spring.datasource: { url: 'jdbc:mysql://db/x', druid.min-idle: 2 }")
                        .scenario())
                .contains("size: 8   # Druid's default", "max_wait: 24d   # Druid has no time limit by default");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logging.level.com.zaxxer.hikari: WARN",
                "logging: { level: { com.zaxxer.hikari.HikariDataSource: 'off' } }",
                "logging.level.org.apache.commons.dbcp2.BasicDataSource: debug",
                "management.metrics.enable.hikari.pool: false",
                "resilience4j.retry.instances.hikari.max-attempts: 2"
            })
    void namesOfClassesAreNoDataSources(String text) throws Exception {
        assertThat(importResult("server.tomcat.threads.max: 9\n" + text).scenario())
                .doesNotContain("kind: database", "pool:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring.cloud.openfeign.client", "feign.client"})
    void clientsInheritEachOptionOfTheDefaultConfiguration(String client) throws Exception {
        ImportResult result = importResult(client + """
                .config:
                  default: { readTimeout: 5000, connectTimeout: 1000 }
                  stock: { connectTimeout: 2000 }
                  price: { url: 'http://price:8080' }
                  mail: { readTimeout: 700 }
                """);
        assertThat(result.scenario())
                .containsSubsequence("  stock:", "after: 5s   # origin: application.yaml:2, inherited by all clients")
                .containsSubsequence("  price:", "after: 5s ")
                .containsSubsequence("  mail:", "after: 700ms   # origin: application.yaml:5")
                .doesNotContain("60s", "remote-service");
        assertThat(reportText(result)).doesNotContain("not read, outside");
    }

    @Test
    void defaultConfigurationCanHaveAnotherName() throws Exception {
        assertThat(importResult("""
                feign.client:
                  default-config: base
                  config: { base: { readTimeout: 3s }, stock: { url: 'http://stock' } }
                """).scenario())
                .containsSubsequence("  stock:", "after: 3s ")
                .doesNotContain("  base:");
        assertThat(importResult("feign.client.config.stock.url: 'http://stock'").scenario())
                .containsSubsequence("  stock:", "after: 60s   # OpenFeign's default");
    }

    @ParameterizedTest
    @CsvSource({"postgresql,256,97", "mysql,200,151"})
    void poolBeyondTheDefaultOfTheDatabaseIsKept(String product, String size, String most) throws Exception {
        assertThat(importResult("spring.datasource: { url: 'jdbc:" + product + "://db/x', hikari.maximumPoolSize: "
                                + size + " }\n")
                        .scenario())
                .contains(
                        "size: " + size + " ",
                        "max_connections: " + size + "   # unknown: A GUESS, as the pool has as"
                                + " many; by default the database has " + most);
    }

    /** An embedded database is in the process of the application, and its address counts as read. */
    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:mem:shop, true",
        "jdbc:hsqldb:file:rows, true",
        "jdbc:h2:tcp://rows/shop, false",
        "jdbc:oracle:thin:@rows:1521/shop, false"
    })
    void embeddedDatabaseIsListed(String address, boolean isEmbedded) throws Exception {
        ImportResult result =
                importResult("spring.datasource: { url: '" + address + "', hikari.maximum-pool-size: 9 }");
        assertThat(result.summary().get(0)).contains("(100 %)");
        assertThat(reportText(result).contains("an embedded database: its work is on the cores of the application"))
                .isEqualTo(isEmbedded);
    }
}
