package dev.brownout.testing;

import dev.brownout.export.Outputs;
import dev.brownout.export.RunFacts;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The reports that failing tests point to. */
final class Reports {
    /** Where reports go, unless this system property names another folder. */
    private static final String FOLDER = "brownout.reports";

    private Reports() {}

    static Path write(Subject subject, VariantResult variant) {
        Path folder =
                Path.of(System.getProperty(FOLDER, "target/brownout"), slug(subject.title()), slug(variant.name()));
        RunResult result = new RunResult(
                RunResult.VERSION, subject.title(), subject.name(), "", "", "", List.of(), List.of(variant));
        RunFacts facts = new RunFacts(
                Double.NaN, Double.NaN, 0, Runtime.version().toString(), "", "a test of " + subject.name());
        try {
            Outputs.write(result, facts, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder.resolve("report.html").toAbsolutePath();
    }

    private static String slug(String name) {
        String slug = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        return slug.isEmpty() ? "scenario" : slug;
    }
}
