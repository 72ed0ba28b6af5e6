package dev.brownout.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The packages of the editor in one file, which {@code scenarios/web/src/editor/build} makes and compares. */
class EditorBundleTest {
    private static final Path SOURCES = Sources.ROOT.resolve("scenarios/web/src/editor");
    private static final Path PAGE = Sources.ROOT.resolve("scenarios/src/main/resources/dev/brownout/page/site/editor");
    private static final Pattern PACKAGE =
            Pattern.compile("(?m)^((?:@[a-z]+/)?[a-z0-9-]+) (\\d+\\.\\d+\\.\\d+), (\\S+)$");

    private static String licences() throws IOException {
        return Files.readString(PAGE.resolve("codemirror-licences.txt"));
    }

    @Test
    void bundleHasTheDigestOfItsLicenceFileAndCreatesNoCode() throws IOException, NoSuchAlgorithmException {
        byte[] bundle = Files.readAllBytes(PAGE.resolve("codemirror.js"));
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bundle));
        assertThat(licences()).contains("SHA-256 of codemirror.js: " + digest);
        assertThat(Files.readString(PAGE.resolve("codemirror.js")))
                .doesNotContainPattern("\\beval\\(|new Function\\b|import\\(|https?://(?!www\\.w3\\.org/)");
    }

    @Test
    void everyPackageHasTheLockedVersionAndAPermissiveLicence() throws IOException {
        JsonNode locked =
                new ObjectMapper().readTree(SOURCES.resolve("package-lock.json").toFile());
        List<MatchResult> packages = PACKAGE.matcher(licences()).results().toList();
        assertThat(licences()).startsWith("codemirror.js contains " + packages.size() + " packages");
        for (MatchResult each : packages) {
            JsonNode entry =
                    locked.at("/packages/node_modules~1" + each.group(1).replace("/", "~1"));
            assertThat(entry.path("version").asText()).as(each.group()).isEqualTo(each.group(2));
            assertThat(entry.path("license").asText())
                    .as(each.group())
                    .isEqualTo(each.group(3))
                    .isEqualTo("MIT");
        }
    }

    @Test
    void packagesAreLockedByDigestWithoutAHost() throws IOException {
        String lock = Files.readString(SOURCES.resolve("package-lock.json"));
        assertThat(lock).doesNotContain("resolved", "://");
        JsonNode packages = new ObjectMapper().readTree(lock).path("packages");
        packages.properties().stream()
                .filter(each -> !each.getKey().isEmpty())
                .forEach(each -> assertThat(each.getValue().path("integrity").asText())
                        .as(each.getKey())
                        .startsWith("sha512-"));
    }
}
