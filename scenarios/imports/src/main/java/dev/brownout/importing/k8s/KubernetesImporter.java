package dev.brownout.importing.k8s;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.config.ConfigFile;
import dev.brownout.importing.recognition.Evidence;
import dev.brownout.importing.recognition.ImportFormat;
import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.recognition.InputHead;
import dev.brownout.importing.system.SystemDescription;
import java.util.List;

/** Importer of manifests of Kubernetes and Istio. */
public final class KubernetesImporter implements Importer {
    @Override
    public ImportFormat format() {
        return new ImportFormat(
                "Kubernetes manifests",
                Content.TOPOLOGY,
                "k8s",
                "Create a scenario from manifests of Kubernetes and Istio: workloads, services, autoscalers,"
                        + " probes, limits. Each value has a comment with its origin. No secret or variable is copied.",
                "manifests, or folders with manifests; - for standard input",
                true,
                List.of(),
                "");
    }

    @Override
    public Evidence recognize(InputHead head) {
        return Evidence.SIGNATURE.when(head.hasField("apiVersion") && head.hasField("kind")
                || head.hasKey("apiVersion") && head.hasKey("kind"));
    }

    @Override
    public SystemDescription read(Input input) throws ImportException {
        return new ImportedManifests(ManifestFiles.settings(ConfigFile.all(input.sources()))).imported();
    }
}
