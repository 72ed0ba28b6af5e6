package dev.brownout.language.section;

import dev.brownout.result.VariantResult.Setting;
import java.util.List;
import java.util.Set;

/**
 * A resolved variant as passed to its sections when it is written.
 *
 * @param title the title of the scenario
 * @param question the question it asks; empty if it states none
 * @param lesson the lesson it teaches; empty if it states none
 * @param components the names of the variant's components
 * @param settings the settings of the variant with their origins, sorted by path
 */
public record ResolvedVariant(
        String title, String question, String lesson, Set<String> components, List<Setting> settings) {}
