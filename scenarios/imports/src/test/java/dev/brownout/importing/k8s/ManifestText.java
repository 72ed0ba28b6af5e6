package dev.brownout.importing.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.io.ByteArrayInputStream;
import java.util.List;

/** Manifests of tests, and their imports. */
final class ManifestText {
    private ManifestText() {}

    /** Returns a Service before the pods with its name. */
    static String service(String name, String more) {
        return "{ apiVersion: v1, kind: Service, metadata: { name: " + name + " }, spec: { selector: { app: " + name
                + " }, ports: [{ port: 80 }]" + more + " } }\n---\n";
    }

    /** Returns a Service that users reach. */
    static String open(String name) {
        return service(name, ", type: LoadBalancer");
    }

    /**
     * Returns a Deployment with one container.
     *
     * @param spec further settings of the Deployment, each behind a comma
     * @param container further settings of the container, each behind a comma
     */
    static String deployment(String name, String spec, String container) {
        return workload("apps/v1, kind: Deployment", name, spec, container);
    }

    /** Returns an object of any kind with one container. */
    static String workload(String kind, String name, String spec, String container) {
        return "{ apiVersion: " + kind + ", metadata: { name: " + name + " }, spec: { template: { metadata: { labels:"
                + " { app: " + name + " } }, spec: { containers: [{ name: main, image: example/" + name + container
                + " }] } }" + spec + " } }\n---\n";
    }

    /** Returns a variable of a container. */
    static String variable(String name, String value) {
        return ", env: [{ name: " + name + ", value: \"" + value + "\" }]";
    }

    /** Imports manifests. The scenario is valid. */
    static ImportResult importResult(String text) throws ImportException {
        ImportResult result = ImportedFiles.read(
                new KubernetesImporter(),
                List.of(new ImportSource("f.yaml", () -> new ByteArrayInputStream(text.getBytes(UTF_8)))));
        try {
            new Loader(new ShippedLibrary())
                    .load("imported", result.scenario(), Overrides.NONE)
                    .check(Overrides.NONE);
        } catch (InvalidScenarioException wrong) {
            List<Problem> errors =
                    wrong.all().stream().filter(problem -> !problem.warning()).toList();
            assertThat(errors).as(result.scenario()).isEmpty();
        }
        return result;
    }

    /** Returns the scenario without its comments, with single spaces at most. */
    static String plainText(ImportResult result) {
        return result.scenario().replaceAll("(?m) *#.*$", "").replaceAll("\\s+", " ");
    }

    /** Returns the lines on omitted parts. */
    static String leftOut(ImportResult result) {
        return String.join("\n", result.summary());
    }
}
