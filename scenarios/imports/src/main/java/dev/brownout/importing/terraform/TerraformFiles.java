package dev.brownout.importing.terraform;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.io.FileError;
import dev.brownout.sentence.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Resources in the output of {@code terraform show -json}, of a plan or of a state.
 *
 * @param names names of the files
 * @param resources managed resources of all modules
 * @param data number of data sources
 * @see <a href="https://developer.hashicorp.com/terraform/internals/json-format">Terraform, JSON output format</a>
 */
record TerraformFiles(List<String> names, List<TerraformResource> resources, int data) {
    private static final int MOST_BYTES = 64_000_000;

    /** Lines that a GitHub workflow writes before and after the output of a command. */
    private static final Pattern WORKFLOW_LINES = Pattern.compile("(?m)^(?:\\[command]|::)[^\\n]*(?:\\n|\\z)");

    private static final String ADVICE =
            "; run 'terraform show -json' on the plan or in the folder of the state, and import its output";

    /** Copies the lists. */
    TerraformFiles {
        names = List.copyOf(names);
        resources = List.copyOf(resources);
    }

    /**
     * Reads the files.
     *
     * @throws ImportException if a file cannot be read, or is no output of {@code terraform show -json}
     */
    static TerraformFiles read(List<ImportSource> sources) throws ImportException {
        Map<String, TerraformResource> all = new LinkedHashMap<>();
        int[] data = {0};
        for (ImportSource source : sources) {
            String text = text(source);
            JsonValue root = document(source.name(), text);
            JsonValue module = root.get("planned_values", "root_module");
            if (!module.isPresent()) {
                module = root.get("values", "root_module");
            }
            List<JsonValue> changes = root.get("resource_changes").items();
            if (!module.isPresent() && changes.isEmpty()) {
                throw new ImportException(Sentence.quote(refusal(source.name(), root)));
            }
            ModuleReferences references = new ModuleReferences(root.get("configuration", "root_module"));
            module(module, references, all, data);
            if (!module.isPresent()) {
                changes.forEach(change -> add(change, change.get("change", "after"), references, all, data));
            }
        }
        return new TerraformFiles(ImportSource.fileNames(sources), new ArrayList<>(all.values()), data[0]);
    }

    private static void module(
            JsonValue module, ModuleReferences references, Map<String, TerraformResource> all, int[] data) {
        module.get("resources")
                .items()
                .forEach(resource -> add(resource, resource.get("values"), references, all, data));
        module.get("child_modules").items().forEach(child -> module(child, references, all, data));
    }

    /** Adds a resource, unless it is a data source or is deleted by the plan. */
    private static void add(
            JsonValue resource,
            JsonValue values,
            ModuleReferences references,
            Map<String, TerraformResource> all,
            int[] data) {
        String address = resource.get("address").text();
        boolean deleted = resource.get("change", "actions").items().size() == 1
                && resource.get("change", "actions").items().get(0).text().equals("delete");
        if (resource.get("mode").text().equals("data")) {
            data[0]++;
        } else if (!address.isEmpty() && !deleted) {
            all.put(
                    address,
                    new TerraformResource(
                            address,
                            resource.get("type").text(),
                            values,
                            references.of(TerraformResource.withoutIndexes(address))));
        }
    }

    private static String text(ImportSource source) throws ImportException {
        try (InputStream in = source.unpacked()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ImportException("{}: is larger than {} MB", source.name(), MOST_BYTES / 1_000_000);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException binary) {
            throw new ImportException("{}: is not UTF-8 text; a plan is a binary file" + ADVICE, source.name());
        } catch (IOException failed) {
            throw new ImportException("{}: cannot be read: {}", source.name(), FileError.words(failed));
        }
    }

    private static JsonValue document(String name, String text) throws ImportException {
        String plain = WORKFLOW_LINES.matcher(text).replaceAll("");
        String start = plain.stripLeading();
        if (start.isEmpty()) {
            throw new ImportException("{}: is empty" + ADVICE, name);
        }
        if (!start.startsWith("{")) {
            throw new ImportException("{}: is not JSON; it may be a configuration of Terraform" + ADVICE, name);
        }
        try {
            return JsonValue.parse(plain);
        } catch (IOException broken) {
            boolean isLog = start.contains("\"@level\"");
            throw isLog
                    ? new ImportException("{}: is the log of a Terraform command with -json" + ADVICE, name)
                    : new ImportException("{}: is not one JSON document" + ADVICE, name);
        }
    }

    private static String refusal(String name, JsonValue root) {
        if (root.get("resources").isPresent() && root.get("version").isPresent()) {
            return name + ": is a state file of Terraform" + ADVICE;
        }
        if (root.get("format_version").isPresent()) {
            return name + ": is an output of 'terraform show -json' without resources";
        }
        return name + ": is JSON, but no output of 'terraform show -json'" + ADVICE;
    }
}
