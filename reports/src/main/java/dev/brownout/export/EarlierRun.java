package dev.brownout.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What an earlier run left in a folder, as its {@code run.json} says. */
record EarlierRun(Path directory, List<String> outputs) {

    static EarlierRun in(Path directory) throws IOException {
        try {
            return new EarlierRun(directory, ResultJson.outputs(Files.readAllBytes(directory.resolve("run.json"))));
        } catch (NoSuchFileException | JsonProcessingException none) {
            return new EarlierRun(directory, List.of());
        }
    }

    /** Deletes those of its files that are not among these; nothing outside the folder, and no folder. */
    void removeAllBut(List<String> names) throws IOException {
        for (String name : outputs) {
            if (!names.contains(name) && ours(name)) {
                Files.delete(directory.resolve(name));
            }
        }
    }

    private boolean ours(String name) {
        try {
            Path path = directory.resolve(name).normalize();
            return path.startsWith(directory.normalize()) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException unreadable) {
            return false;
        }
    }
}
