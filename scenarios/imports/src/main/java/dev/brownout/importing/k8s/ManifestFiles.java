package dev.brownout.importing.k8s;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.config.ConfigFile;
import dev.brownout.importing.config.Setting;
import dev.brownout.importing.config.SettingsReport;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Objects in files of manifests, lists unfolded. Output of {@code helm install --dry-run} and {@code helm get all} has
 * text around the manifests, which is left out. Files that are not manifests yet are refused.
 */
final class ManifestFiles {
    /** Action of a Helm template at the start of a line, or as an unquoted value. */
    private static final Pattern TEMPLATE = Pattern.compile("(?m)(^\\s*|:\\s+|-\\s+)\\{\\{");

    private static final Pattern MANIFESTS = Pattern.compile("(?m)^MANIFEST:[ \\t]*$");
    private static final Pattern NOTES = Pattern.compile("(?m)^NOTES:[ \\t]*$");
    private static final Pattern LINE = Pattern.compile("(?m)^.*$");
    private static final Pattern KUSTOMIZATION = Pattern.compile("(?i)kustomization(\\.ya?ml)?");

    private final List<Manifest> manifests = new ArrayList<>();

    private ManifestFiles() {}

    /**
     * Reads the settings of files.
     *
     * @throws ImportException if a file is not valid YAML, or is a template or a kustomization
     */
    static SettingsReport settings(List<ConfigFile> files) throws ImportException {
        List<String> leftOut = new ArrayList<>();
        List<ConfigFile> plain = new ArrayList<>();
        for (ConfigFile file : files) {
            if (KUSTOMIZATION
                    .matcher(file.name().substring(file.name().lastIndexOf('/') + 1))
                    .matches()) {
                throw kustomization(file.name());
            }
            plain.add(withoutNotes(file, leftOut));
        }
        try {
            SettingsReport settings = new SettingsReport(plain);
            leftOut.forEach(settings::leftOut);
            return settings;
        } catch (ImportException invalid) {
            for (ConfigFile file : files) {
                if (TEMPLATE.matcher(file.text()).find()) {
                    throw template(file.name());
                }
            }
            throw invalid;
        }
    }

    /**
     * Returns the objects of the documents.
     *
     * @throws ImportException if one of them is a template, a part of a Helm chart, or a kustomization
     */
    static List<Manifest> manifests(SettingsReport settings) throws ImportException {
        ManifestFiles files = new ManifestFiles();
        for (Setting document : settings.documents()) {
            files.read(document);
        }
        return List.copyOf(files.manifests);
    }

    private void read(Setting document) throws ImportException {
        Setting kind = document.get("kind");
        String version = document.get("apiVersion").peekText();
        String file = document.origin().isEmpty() ? kind.origin() : document.origin();
        String name = file.substring(0, Math.max(0, file.lastIndexOf(':')));
        if (version.startsWith("kustomize.config.k8s.io/")) {
            throw kustomization(name);
        }
        if (kind.peekText().contains("{{")
                || document.get("metadata", "name").peekText().contains("{{")) {
            throw template(name);
        }
        if (!kind.isPresent()
                && document.get("version").isPresent()
                && document.get("name").isPresent()
                && !version.isEmpty()) {
            throw new ImportException(
                    "{}: is the description of a Helm chart: render the chart first, with 'helm template "
                            + "CHART', and import the output",
                    name);
        }
        if (kind.peekText().endsWith("List") && document.get("items").isList()) {
            document.markIgnored(List.of("apiVersion", "kind", "metadata"));
            for (Setting item : document.get("items").items()) {
                read(item);
            }
        } else if (kind.isPresent()) {
            manifests.add(Manifest.of(document));
        }
    }

    private static ImportException template(String file) {
        return new ImportException(
                "{}: is a template of a Helm chart: render the chart first, with 'helm template CHART', and "
                        + "import the output",
                file);
    }

    private static ImportException kustomization(String file) {
        return new ImportException(
                "{}: is a kustomization, which names and changes other files: run 'kubectl kustomize FOLDER' "
                        + "and import the output",
                file);
    }

    /** Returns a file with empty lines for the text of Helm before the manifests, and without its notes. */
    private static ConfigFile withoutNotes(ConfigFile file, List<String> leftOut) {
        String text = file.text();
        var manifest = MANIFESTS.matcher(text);
        if (manifest.find()) {
            text = LINE.matcher(text.substring(0, manifest.end())).replaceAll("") + text.substring(manifest.end());
            leftOut.add(file.name() + ":1: the text of Helm before the manifests, with the hooks of the release");
        }
        var notes = NOTES.matcher(text);
        if (notes.find()) {
            long line = text.substring(0, notes.start()).lines().count() + 1;
            text = text.substring(0, notes.start());
            leftOut.add(file.name() + ":" + line + ": the notes of a Helm chart for its users");
        }
        return new ConfigFile(file.name(), text);
    }
}
