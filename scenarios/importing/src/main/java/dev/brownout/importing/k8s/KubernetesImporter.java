package dev.brownout.importing.k8s;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.recognition.Evidence;
import dev.brownout.importing.recognition.FormatCommand;
import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.recognition.InputHead;
import dev.brownout.importing.system.SystemDescription;
import java.util.List;
import java.util.Optional;

/** Importer of manifests of Kubernetes and Istio. */
public final class KubernetesImporter implements Importer {
    private static final FormatCommand COMMAND = new FormatCommand(
            "k8s",
            "Create a scenario from manifests of Kubernetes and Istio: workloads, services, autoscalers,"
                    + " probes, limits. Each value has a comment with its origin. No secret or variable is copied.",
            "manifests, or folders with manifests; - for standard input",
            true,
            List.of(),
            "");

    @Override
    public String label() {
        return "Kubernetes manifests";
    }

    @Override
    public Content content() {
        return Content.TOPOLOGY;
    }

    @Override
    public Optional<FormatCommand> command() {
        return Optional.of(COMMAND);
    }

    @Override
    public Evidence recognize(InputHead head) {
        return Evidence.SIGNATURE.when(head.hasField("apiVersion") && head.hasField("kind")
                || head.hasKey("apiVersion") && head.hasKey("kind"));
    }

    @Override
    public SystemDescription read(Input input) throws ImportException {
        return ImportedManifests.description(input.sources());
    }
}
