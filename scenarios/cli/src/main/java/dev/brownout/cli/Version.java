package dev.brownout.cli;

import dev.brownout.export.Baseline;
import dev.brownout.export.ExperimentText;
import dev.brownout.export.ResultJson;
import dev.brownout.export.RunFacts;
import dev.brownout.grading.AssignmentParser;
import dev.brownout.io.FileFormat;
import dev.brownout.language.overlay.DeclaredVersion;
import dev.brownout.language.section.PriceListParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.IVersionProvider;

/** Version of the program, from a resource that the build writes, with the details that a bug report needs. */
public final class Version implements IVersionProvider {
    private static final Pattern COMMIT = Pattern.compile("([0-9a-f]{12})[0-9a-f]*(-dirty)?");
    private static final Pattern ARCHIVED = Pattern.compile("([0-9a-f]{12})[0-9a-f]* ([0-9-]+)");

    /** Returns the version line, followed by lines for the build, the file formats, Java and the operating system. */
    @Override
    public String[] getVersion() {
        Properties build = properties();
        return new String[] {
            "brownout " + build.getProperty("version"),
            "build    " + build(build).orElse("of no known commit"),
            "formats  "
                    + formats().stream()
                            .map(format -> format.name() + " " + format.version())
                            .collect(Collectors.joining(", ")),
            "Java     " + System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + "), "
                    + System.getProperty("java.vm.name"),
            "system   " + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                    + System.getProperty("os.arch")
        };
    }

    /** Returns the version number, such as {@code 0.1.0}. */
    public static String number() {
        return properties().getProperty("version");
    }

    /** Returns the versioned formats of all files that the program reads. */
    static List<FileFormat> formats() {
        return List.of(
                DeclaredVersion.SCENARIOS,
                PriceListParser.FORMAT,
                AssignmentParser.FORMAT,
                ResultJson.FORMAT,
                RunFacts.FORMAT,
                Baseline.FORMAT,
                ExperimentText.FORMAT);
    }

    /**
     * Returns the commit of the program and its date; empty if neither git nor a source archive provided them to the
     * build.
     */
    static Optional<String> build(Properties properties) {
        Matcher commit = COMMIT.matcher(properties.getProperty("build.commit", ""));
        if (commit.matches()) {
            return Optional.of(commit.group(1) + " of " + properties.getProperty("build.date")
                    + (commit.group(2) == null ? "" : ", with changes that are not committed"));
        }
        Matcher archived = ARCHIVED.matcher(properties.getProperty("archived", ""));
        return archived.matches() ? Optional.of(archived.group(1) + " of " + archived.group(2)) : Optional.empty();
    }

    private static Properties properties() {
        var properties = new Properties();
        try (var resource = Version.class.getResourceAsStream("version.properties")) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
