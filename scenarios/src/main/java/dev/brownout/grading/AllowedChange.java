package dev.brownout.grading;

import dev.brownout.grading.AssignmentSpec.ChangeSpec;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.language.section.Section;
import java.util.Comparator;
import java.util.List;

/** A setting that a submission may change, with its location in the assignment. */
record AllowedChange(SettingPath path, ChangeSpec limits, SourceLocation location) {
    /** Step of an allowed path that stands for any step. */
    static final String ANY = "*";

    /**
     * Order of allowed paths that cover the same part: the longer path, and of two with the same length the one with
     * fewer steps for any step, is the greater one.
     */
    static final Comparator<AllowedChange> BY_PRECISION = Comparator.comparingInt(
                    (AllowedChange change) -> change.path().steps().size())
            .thenComparingLong(change -> change.path().steps().stream()
                    .filter(step -> !step.equals(ANY))
                    .count());

    /** Sections of which no assignment can allow changes: they decide about the run and the score. */
    private static final List<String> FIXED = List.of(
            DeclaredNames.FAULTS,
            "about",
            "charts",
            "predict",
            "price_list",
            "run",
            "scenario",
            "sla",
            "sweep",
            "use",
            "variants",
            "version");

    /** Returns the names of the sections of the language. */
    static List<String> sections() {
        return Section.names(LanguageDefinition.standard().sections());
    }

    /** Returns whether an assignment can allow changes in a section. */
    static boolean isChangeable(String section) {
        return !FIXED.contains(section);
    }

    /** Returns whether a part is the allowed one or lies below it. */
    boolean covers(SettingPath part) {
        List<String> steps = path.steps();
        if (part.steps().size() < steps.size()) {
            return false;
        }
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).equals(ANY) && !steps.get(i).equals(part.steps().get(i))) {
                return false;
            }
        }
        return true;
    }
}
