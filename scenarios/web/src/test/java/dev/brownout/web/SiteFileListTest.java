package dev.brownout.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of the files of the page has the digest of each file, and not itself. */
class SiteFileListTest {
    @TempDir
    private Path folder;

    @Test
    void hasTheDigestOfEachFile() throws IOException {
        Files.writeString(folder.resolve("b.js"), "abc");
        Files.writeString(folder.resolve("a.html"), "");
        Files.createDirectory(folder.resolve("live"));
        Files.writeString(folder.resolve("live/live.js"), "");
        String list = """
                {
                "a.html": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "b.js": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "live/live.js": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                }
                """;
        SiteFileList.main(new String[] {folder.toString()});
        assertThat(folder.resolve("files.json")).hasContent(list);
        assertThat(SiteFileList.list(folder)).isEqualTo(list);
    }
}
