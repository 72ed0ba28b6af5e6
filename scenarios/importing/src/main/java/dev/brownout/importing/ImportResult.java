package dev.brownout.importing;

import java.util.List;

/**
 * A scenario made of what a real system has written.
 *
 * @param scenario the file
 * @param summary what was read, and what it does not tell, in lines for people
 */
public record ImportResult(String scenario, List<String> summary) {
    /** Takes the list as it is now. */
    public ImportResult {
        summary = List.copyOf(summary);
    }
}
