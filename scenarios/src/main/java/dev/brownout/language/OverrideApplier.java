package dev.brownout.language;

import dev.brownout.language.binding.FaultSettings;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SourceText;
import dev.brownout.language.overlay.LayerMerger;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.Parameters;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.TextLimits;
import dev.brownout.language.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Applies the overrides of the command line to the variants of a file. A setting that leads into a block that only some
 * variants have, such as {@code web.autoscale.target} beside {@code autoscale: none}, changes these variants. The
 * remaining variants keep their value, and a warning names them. If no variant has the block, each of them reports an
 * error.
 */
final class OverrideApplier {
    private final LayerMerger merger;
    private final ProblemCollector findings;

    OverrideApplier(LayerMerger merger, ProblemCollector findings) {
        this.merger = merger;
        this.findings = findings;
    }

    /** A value of the command line with the path to which it is assigned. */
    private record Assignment(String path, Node value, SourceLocation location) {}

    /**
     * Applies the overrides: parameters, then settings, then other options.
     *
     * @param file the file without its variants
     * @param variants the variants by name
     * @return the changed variants, in their order
     */
    List<Entries> apply(Entries file, Map<String, Entries> variants, Overrides overrides) {
        Map<String, Entries> layered = new LinkedHashMap<>(variants);
        for (Assignment assignment : assignments(overrides)) {
            assign(file, layered, assignment);
        }
        return List.copyOf(layered.values());
    }

    private List<Assignment> assignments(Overrides overrides) {
        findings.inVariant("");
        List<Assignment> assignments = new ArrayList<>();
        for (String param : overrides.params()) {
            read("--param", Parameters.SECTION + ".", param, SourceLocation.PARAM)
                    .ifPresent(assignments::add);
        }
        for (String set : overrides.sets()) {
            if (!FaultSettings.isOne(set)) {
                read("--set", "", set, SourceLocation.SET).ifPresent(assignments::add);
            }
        }
        for (Overrides.Option option : overrides.options()) {
            String value = option.value();
            SourceText source = SourceText.of(option.name(), value);
            SourceLocation location =
                    new SourceLocation(source, 1, 1, Math.max(1, value.length()), SourceLocation.SET, List.of());
            assignments.add(new Assignment(option.path(), new Text(value, true, location), location));
        }
        return assignments;
    }

    private void assign(Entries file, Map<String, Entries> variants, Assignment assignment) {
        Set<String> without = variants.entrySet().stream()
                .filter(variant -> !merger.hasBlock(variant.getValue(), file, assignment.path()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        boolean isEverywhere = without.size() == variants.size();
        variants.replaceAll((name, root) -> {
            findings.inVariant(name);
            if (without.contains(name) && !isEverywhere) {
                findings.warning(
                        ProblemKind.NO_EFFECT,
                        assignment.location(),
                        "'{}' has no effect: the variant has no such part",
                        assignment.path());
                return root;
            }
            return merger.set(root, assignment.path(), assignment.value(), assignment.location());
        });
    }

    /** Reads an override of the form {@code NAME=VALUE}. Reports an invalid one, and returns nothing for it. */
    private Optional<Assignment> read(String option, String prefix, String text, String origin) {
        int equalsIndex = text.indexOf('=');
        SourceLocation location =
                new SourceLocation(SourceText.of(option, text), 1, 1, Math.max(1, text.length()), origin, List.of());
        if (equalsIndex < 1) {
            findings.error(location, "'{}' sets nothing; expected {} NAME=VALUE", text, option);
            return Optional.empty();
        }
        if (text.substring(equalsIndex + 1).strip().startsWith("&")) {
            findings.error(location, "a value cannot start with '&', an anchor in YAML; put it in quotes");
            return Optional.empty();
        }
        if (!TextLimits.check(location.source(), origin, findings)) {
            return Optional.empty();
        }
        if (text.substring(equalsIndex + 1).isBlank()) {
            findings.error(location, "'{}' has no value; expected {} NAME=VALUE", text, option);
            return Optional.empty();
        }
        ProblemCollector valueProblems = new ProblemCollector();
        // Leading spaces keep the column of the value in messages.
        String padded = " ".repeat(equalsIndex + 1) + text.substring(equalsIndex + 1);
        Node value = YamlReader.read(location.source(), padded, origin, valueProblems);
        if (value == null || valueProblems.errors() > 0) {
            value = new Text(text.substring(equalsIndex + 1), true, location);
        }
        SourceLocation keyLocation = new SourceLocation(location.source(), 1, 1, equalsIndex, origin, List.of());
        return Optional.of(new Assignment(prefix + text.substring(0, equalsIndex), value, keyLocation));
    }
}
