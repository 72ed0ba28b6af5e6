package dev.brownout.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Sample scenario for experiments, and access to their output files. */
final class Shop {
    static final String TEXT = """
            scenario: A small shop
            load: 60/s
            network: none
            components:
              box: { kind: server, cores: 1, queue: unlimited, service: exp(10ms) }
            requests:
              page: { path: [box] }
            run: { duration: 20s, warmup: 1s, seed: 7 }
            sla:
              up: availability >= 99%
              fast: page.p99 < 2s
            variants:
              plain: {}
              quicker: { set: { box.service: exp(9ms) } }
            """;

    private Shop() {}

    /** Writes the scenario into a folder and returns its path. */
    static String writeTo(Path folder) throws IOException {
        return Files.writeString(folder.resolve("shop.yaml"), TEXT).toString();
    }

    /** Returns all files in a folder by relative name, with their bytes as ISO-8859-1 text. */
    static Map<String, String> files(Path out) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(out)) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                String name = out.relativize(one).toString().replace('\\', '/');
                files.put(name, new String(Files.readAllBytes(one), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }
}
