package dev.brownout.mcp;

import dev.brownout.language.parse.DiskFolder;
import dev.brownout.language.parse.MemoryFolder;
import dev.brownout.language.parse.ProjectFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The files that a scenario of a call may name: those of the call, then those below the folder of the server. */
final class GivenFiles implements ProjectFolder {
    private final ProjectFolder projectFolder;
    private final Optional<ProjectFolder> disk;
    private final Map<String, String> opened = new ConcurrentSkipListMap<>();

    /**
     * Creates the files.
     *
     * @param files texts by their paths relative to the scenario
     * @param folder folder of the server; empty for none
     * @param scenario path of the scenario in the folder
     */
    GivenFiles(ToolArguments files, Optional<Path> folder, String scenario) {
        Map<String, byte[]> contents = new TreeMap<>();
        files.values().forEach((name, text) -> contents.put(name, ((String) text).getBytes(StandardCharsets.UTF_8)));
        projectFolder = new MemoryFolder(contents);
        disk = folder.map(
                root -> new DiskFolder(root.resolve(scenario).toAbsolutePath().getParent(), root, opened -> {}));
    }

    /** Returns the texts of the files that were read until now, by their paths as the scenario writes them. */
    Map<String, String> opened() {
        return opened;
    }

    @Override
    public String text(String name, int mostBytes) throws IOException {
        String text = read(name, mostBytes);
        opened.put(name, text);
        return text;
    }

    private String read(String name, int mostBytes) throws IOException {
        try {
            return projectFolder.text(name, mostBytes);
        } catch (NoSuchFileException | FileOutsideException missing) {
            if (disk.isPresent()) {
                return disk.get().text(name, mostBytes);
            }
            if (missing instanceof NoSuchFileException) {
                throw new FileSystemException(
                        name,
                        null,
                        "it is not among the given files; give its text in 'files', or start the server with"
                                + " --folder DIR");
            }
            throw missing;
        }
    }
}
