package dev.brownout.cli;

import dev.brownout.rounds.TestRound;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Documentation pages with commands that a round runs: in {@code mvn verify} those that differ from the parent of the
 * last commit, by git, and in {@code .ci/run} the remaining ones as well.
 */
final class ChangedPages {
    private static final Set<Path> CHANGED = changedFiles();

    private ChangedPages() {}

    /**
     * Returns the pages that belong to the current round. Without git no page is a changed one. With
     * {@code -Dbrownout.write=true} returns all pages.
     */
    static List<Path> ofRound(List<Path> pages) {
        if (Boolean.getBoolean("brownout.write")) {
            return pages;
        }
        return TestRound.rows(
                pages,
                IntStream.range(0, pages.size())
                        .filter(i -> CHANGED.contains(PageCommands.ROOT.relativize(pages.get(i))))
                        .toArray());
    }

    private static Set<Path> changedFiles() {
        try {
            Process git = new ProcessBuilder("git", "diff", "--name-only", "--relative", "HEAD~1")
                    .directory(PageCommands.ROOT.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Path::of)
                    .collect(Collectors.toSet());
        } catch (IOException without) {
            return Set.of();
        }
    }
}
