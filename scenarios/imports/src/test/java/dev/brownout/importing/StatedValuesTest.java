package dev.brownout.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.importing.compose.ComposeImporter;
import dev.brownout.importing.k8s.KubernetesImporter;
import dev.brownout.importing.proxy.HaproxyImporter;
import dev.brownout.importing.proxy.NginxImporter;
import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.resilience4j.Resilience4jImporter;
import dev.brownout.importing.terraform.TerraformImporter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each number in a configuration is used or listed: another number gives another scenario or another list of the
 * settings that are left out, or the list has its line or its key, or those of a block around it. Ports and identifiers
 * are excluded: they only connect parts.
 */
class StatedValuesTest {
    private static final Path SAMPLES = Path.of("src/test/resources/dev/brownout/importing");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w./:-])\\d+(?![\\d.:]|-\\d)");
    private static final Pattern CONNECTION = Pattern.compile(
            "(?i)(ports?|published|target|bind|listen|arn|index|address|endpoint|constant_value|order)\\b[^}]*$");
    /** Line of the list for the settings of some keys. */
    private static final Pattern KEYS =
            Pattern.compile("(?m)^(?:# | *)- ([^:\\n]+?) \\(\\d+ (?:setting|directive|attribute)s?\\)");

    /** Key of the list in front of a reason, after a Terraform address. */
    private static final Pattern ATTRIBUTES = Pattern.compile("(?m)^(?:# | *)- aws_\\S+(?:, aws_\\S+)*:? ([\\w, ]+): ");
    /** Name of a workload or address of a resource. */
    private static final Pattern OWNER =
            Pattern.compile("^(?:metadata: \\{ name: ([\\w-]+) }|\\s*\"address\": \"(\\S+)\",)$");

    private static Stream<Arguments> samples() throws IOException {
        List<Arguments> samples = new ArrayList<>();
        for (String name : List.of("anchors", "layers", "mesh", "oldstyle", "poll", "stream", "swarm", "traefik")) {
            samples.add(Arguments.of(name, new ComposeImporter(), text("compose/" + name + ".yaml")));
        }
        for (String name : List.of("shop", "mesh", "older", "observed")) {
            samples.add(Arguments.of(name, new KubernetesImporter(), text("k8s/" + name + ".yaml")));
        }
        samples.add(Arguments.of("spring", new Resilience4jImporter(), text("resilience4j/application.yaml")));
        samples.add(Arguments.of("plan", new TerraformImporter(), text("terraform/plan.json")));
        samples.add(Arguments.of("state", new TerraformImporter(), text("terraform/state.json")));
        samples.add(Arguments.of("nginx", new NginxImporter(), """
                worker_processes 3;
                events { worker_connections 2011; }
                http {
                  upstream shop {
                    least_conn;
                    server 10.0.0.1:8001 weight=5 max_fails=3 fail_timeout=31s max_conns=87;
                    server 10.0.0.2:8002;
                    server 10.0.0.3:8003 backup;
                    keepalive 33;
                    keepalive_requests 1013;
                    keepalive_timeout 61s;
                  }
                  limit_req_zone $binary_remote_addr zone=one:10m rate=47r/s;
                  proxy_cache_path /tmp/cache keys_zone=c:11m max_size=3g inactive=43m;
                  server {
                    listen 8080 backlog=509;
                    client_max_body_size 7m;
                    location / {
                      limit_req zone=one burst=17 nodelay;
                      proxy_pass http://shop;
                      proxy_connect_timeout 4s;
                      proxy_read_timeout 29s;
                      proxy_send_timeout 37s;
                      proxy_next_upstream error timeout;
                      proxy_next_upstream_tries 2;
                      proxy_next_upstream_timeout 19s;
                      proxy_cache c;
                      proxy_cache_valid 200 53s;
                    }
                  }
                }
                """));
        samples.add(Arguments.of("haproxy", new HaproxyImporter(), """
                global
                  maxconn 4001
                  nbthread 3
                defaults
                  mode http
                  timeout connect 5s
                  timeout client 51s
                  timeout server 47s
                  timeout queue 13s
                  timeout check 7s
                  retries 2
                  option redispatch 1
                frontend web
                  bind :8080 backlog 509
                  maxconn 1501
                  rate-limit sessions 211
                  default_backend shop
                backend shop
                  balance leastconn
                  option httpchk GET /health
                  fullconn 907
                  server a 10.0.0.1:8001 weight 5 maxconn 61 maxqueue 71 check inter 3s fall 4 rise 6 slowstart 23s
                  server b 10.0.0.2:8002 weight 9 check inter 3s fall 4 rise 6
                """));
        return samples.stream();
    }

    private static String text(String path) throws IOException {
        return Files.readString(SAMPLES.resolve(path));
    }

    private static String imported(Importer importer, String text) throws ImportException {
        ImportResult result = ImportedFiles.read(
                importer, List.of(new ImportSource("f", () -> new ByteArrayInputStream(text.getBytes(UTF_8)))));
        return result.scenario() + String.join("\n", result.summary());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isUsedOrListed(String name, Importer importer, String text) throws Exception {
        String plain = imported(importer, text);
        Set<String> keys = Stream.concat(
                        KEYS.matcher(plain).results(), ATTRIBUTES.matcher(plain).results())
                .flatMap(match -> Stream.of(match.group(1).split(", ", -1)))
                .collect(Collectors.toSet());
        List<String> lost = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        int start = 0;
        for (int i = 0; i < lines.length; i++) {
            Matcher number = NUMBER.matcher(lines[i]);
            while (number.find()) {
                String before = lines[i].substring(0, number.start());
                String head = text.substring(0, start + number.start());
                String tail = text.substring(start + number.end());
                long value = Long.parseLong(number.group());
                if (!CONNECTION.matcher(before).find()
                        && !isListed(plain, keys, lines, i, before)
                        && LongStream.of(value * 2 + 1, value * 8 + 3)
                                .noneMatch(other -> differs(importer, plain, head + other + tail))) {
                    lost.add((i + 1) + ": " + lines[i].strip() + ": " + number.group());
                }
            }
            start += lines[i].length() + 1;
        }
        assertThat(lost).as(name).isEmpty();
    }

    /** Returns whether the list has the line or a key of a value, or those of the blocks around it. */
    private static boolean isListed(String plain, Set<String> keys, String[] lines, int line, String before) {
        if (owner(lines, line).filter(name -> isLeftOut(plain, name)).isPresent()) {
            return true;
        }
        int indentation = indentation(lines[line]);
        String words = before;
        for (int i = line; i >= 0; i--) {
            boolean around = i == line || !lines[i].isBlank() && indentation(lines[i]) < indentation;
            if (around) {
                indentation = indentation(lines[i]);
                String context = " " + words + " ";
                if (plain.contains(" f:" + (i + 1) + ":") || keys.stream().anyMatch(key -> names(context, key))) {
                    return true;
                }
            }
            words = i > 0 ? lines[i - 1] : "";
        }
        return false;
    }

    /** Returns the name of the workload or of the resource around a line. */
    private static Optional<String> owner(String[] lines, int line) {
        return IntStream.iterate(line, i -> i >= 0, i -> i - 1)
                .mapToObj(i -> OWNER.matcher(lines[i]))
                .filter(Matcher::find)
                .map(owner -> Objects.requireNonNullElse(owner.group(1), owner.group(2)))
                .findFirst();
    }

    private static boolean isLeftOut(String plain, String owner) {
        return plain.contains("- " + owner + ":") || plain.contains(": " + owner + ": left out");
    }

    /** Returns whether a text has a key as a whole word, or as whole words. */
    private static boolean names(String text, String key) {
        int at = text.indexOf(key);
        while (at >= 0) {
            if (!isPartOfWord(text.charAt(at - 1)) && !isPartOfWord(text.charAt(at + key.length()))) {
                return true;
            }
            at = text.indexOf(key, at + 1);
        }
        return false;
    }

    private static boolean isPartOfWord(char letter) {
        return Character.isLetterOrDigit(letter) || letter == '_' || letter == '-';
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** Returns whether the import of a changed text has another result. An error is another result. */
    private static boolean differs(Importer importer, String plain, String changed) {
        try {
            return !imported(importer, changed).equals(plain);
        } catch (ImportException refused) {
            return true;
        }
    }
}
