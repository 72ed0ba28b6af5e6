package dev.brownout.language.section;

import dev.brownout.result.VariantResult.Setting;
import java.util.List;
import java.util.Set;

/**
 * A resolved variant as its sections see it when it is written.
 *
 * @param title of the scenario
 * @param question what it asks; empty where it does not say
 * @param lesson what it teaches; empty where it does not say
 * @param components the names of the variant's components
 * @param settings every setting of the variant with its origin, sorted by path
 */
public record ResolvedVariant(
        String title, String question, String lesson, Set<String> components, List<Setting> settings) {}
