package dev.brownout.importing.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations of proxies that Compose files mount. */
class MountedProxyConfigTest {
    @TempDir
    private Path folder;

    private void write(String name, String text) throws Exception {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private ImportResult importResult() throws Exception {
        return ImportedFiles.read(new ComposeImporter(), List.of(ImportSource.file(folder.resolve("compose.yaml"))));
    }

    private static String reportText(ImportResult imported) {
        return String.join("\n", imported.summary());
    }

    @Test
    void upstreamOfAMountedFileIsATier() throws Exception {
        write("compose.yaml", """
                services:
                  web: { image: nginx, ports: ["80:80"], volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"] }
                  castor: { image: example/app }
                  pollux: { image: example/app }
                """);
        write("nginx.conf", """
                http {
                  upstream app { least_conn; server castor:80 max_fails=2; server pollux:80 max_fails=2; }
                  server { location / { proxy_read_timeout 3s; proxy_pass http://app; } }
                }
                """);
        ImportResult imported = importResult();
        assertThat(imported.scenario())
                .contains("algorithm: least-connections   # origin: nginx.conf:2", "max_fails: 2", "try_timeout: 3s")
                .contains("nodes: 2   # origin: castor, pollux are instances of one service")
                .contains("      - web\n      - castor   # origin: is a server of app (nginx.conf:2)");
        assertThat(reportText(imported)).contains("http, server, location (3 directives): they determine the routes");
    }

    @Test
    void unlikeServersOfAnUpstreamArePools() throws Exception {
        write("compose.yaml", """
                services:
                  lb:
                    image: haproxy
                    ports: ["80:80"]
                    volumes:
                      - { type: bind, source: ./lb/haproxy.cfg, target: /usr/local/etc/haproxy/haproxy.cfg }
                  stable: { image: "example/app:1" }
                  canary: { image: "example/app:2" }
                """);
        write("lb/haproxy.cfg", """
                listen app
                  balance roundrobin
                  server s stable:80 weight 9 check
                  server c canary:80 weight 1 check
                """);
        assertThat(importResult().scenario())
                .contains("backends: { stable: 9, canary: 1 }", "every: 2s   # HAProxy's default")
                .contains("  request:   #", "      - lb\n");
    }

    @Test
    void eachUpstreamHasABalancer() throws Exception {
        write("compose.yaml", """
                services:
                  web: { image: nginx, ports: ["80:80"], configs: [{ source: site, target: /etc/nginx/conf.d/a.conf }] }
                  shop: { image: example/shop, scale: 3 }
                  blog: { image: example/blog }
                configs:
                  site: { file: ./site.conf }
                """);
        write("site.conf", """
                upstream shop { ip_hash; server shop:80; }
                server { location /shop { proxy_pass http://shop; } location / { proxy_pass http://blog:80; } }
                """);
        ImportResult imported = importResult();
        assertThat(imported.scenario())
                .contains("  web-shop:\n", "algorithm: source-hash", "  web-blog:\n", "passive_checks: none")
                .contains("      - web-shop\n      - shop", "      - web-blog\n      - blog");
        assertThat(reportText(imported)).contains("web is one process with 2 balancers here");
    }

    @Test
    void missingFileIsListed() throws Exception {
        write("compose.yaml", """
                services:
                  web: { image: nginx, ports: ["80:80"], volumes: ["./x.conf:/etc/nginx/nginx.conf"], links: [app] }
                  app: { image: example/app }
                """);
        ImportResult imported = importResult();
        assertThat(imported.scenario()).contains("      - web\n      - app");
        assertThat(reportText(imported))
                .contains("compose.yaml:2: the configuration of web is not found near the compose file");
    }

    @Test
    void proxyBetweenServicesIsABalancer() throws Exception {
        write("compose.yaml", """
                services:
                  web: { image: example/web, ports: ["80:80"], environment: { API: "http://inner:7000" } }
                  inner: { image: haproxy, volumes: ["./haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg"] }
                  castor: { image: example/app }
                  pollux: { image: example/app }
                """);
        write("haproxy.cfg", """
                listen app
                  bind :7000
                  balance leastconn
                  server a castor:80 check inter 3s
                  server b pollux:80 check inter 3s
                """);
        assertThat(importResult().scenario())
                .contains("  inner:\n    kind: load-balancer", "    backends: { castor: 1 }")
                .contains("algorithm: least-connections   # origin: haproxy.cfg:3", "every: 3s")
                .contains("      - call: inner");
    }

    /** Capacity and eviction of Redis are in its command or in its mounted configuration, and the command counts. */
    @ParameterizedTest
    @CsvSource({
        "'', memory: 64MiB, eviction: lfu",
        "--maxmemory 32mb, memory: 32MiB, eviction: lfu",
        "--maxmemory-policy allkeys-lru, memory: 64MiB, eviction: lru"
    })
    void mountedConfigurationOfRedisIsRead(String option, String memory, String eviction) throws Exception {
        write("compose.yaml", """
                services:
                  web: { build: ., ports: ["80:80"], environment: { CACHE_URL: "redis://cache", DB_IP: rows } }
                  rows: { image: postgres }
                  cache:
                    image: redis:7
                    command: redis-server /etc/redis/redis.conf %s
                    volumes: ["./redis.conf:/etc/redis/redis.conf"]
                """.formatted(option));
        write("redis.conf", "# sizes\nmaxmemory 64mb\nmaxmemory-policy \"allkeys-lfu\"\nmaxclients 100\n");
        ImportResult imported = importResult();
        assertThat(imported.scenario())
                .contains("    " + memory + "   # origin: ", "    " + eviction + "   # origin: ");
        assertThat(imported.scenario()).contains("    source: rows");
        assertThat(reportText(imported)).contains("redis.conf: maxclients: only the memory and the eviction");
    }
}
