package dev.brownout.cli;

import dev.brownout.format.VerdictWording;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks of a library scenario run: it completes, assertions and predictions have the expected verdicts, and its size
 * is suitable for interactive use.
 */
final class LibraryStories {
    private static final long MOST_REQUESTS = 2_000_000;
    private static final long MOST_OF_A_RUNG = 200_000;

    private LibraryStories() {}

    /** Returns the problems, one sentence each. */
    static List<String> wrong(String name, List<VariantResult> variants) {
        List<String> wrong = new ArrayList<>();
        long requests = 0;
        for (VariantResult variant : variants) {
            VerdictWording.surprises(variant).values().forEach(text -> wrong.add(text.toString()));
            if (!variant.run().complete()) {
                wrong.add(variant.name() + " ends before its end");
            }
            requests += variant.run().simulatedRequests();
        }
        variants.get(0).evaluation().predict().forEach((description, predict) -> {
            if (!predict.within()) {
                wrong.add(description + ": " + predict.expression() + ": " + predict.measured());
            }
        });
        boolean rung = name.startsWith(ShippedLibrary.LADDER + "/");
        if (requests < 1 || requests > (rung ? MOST_OF_A_RUNG - 1 : MOST_REQUESTS)) {
            wrong.add(requests + " requests");
        }
        return wrong;
    }
}
