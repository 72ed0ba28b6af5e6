package dev.brownout.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Search for the page with the engine that belongs to a program. */
class StaticSiteTest {
    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    @Test
    void installedFolderHasThePageBesideTheJar() throws IOException {
        Path jar = file("lib/brownout.jar");
        assertThat(StaticSite.folderOf(jar)).isEmpty();
        file("lib/site/engine.wasm");
        assertThat(StaticSite.folderOf(jar)).contains(folder.resolve("lib/site"));
    }

    @Test
    void checkoutHasThePageOfItsModule() throws IOException {
        Path jar = file("scenarios/cli/target/brownout.jar");
        file("scenarios/web/target/site/engine.wasm");
        assertThat(StaticSite.folderOf(jar)).contains(folder.resolve("scenarios/web/target/site"));
    }

    @Test
    void classesWithoutAJarHaveNoPage() throws IOException {
        file("scenarios/web/target/site/engine.wasm");
        Path classes = Files.createDirectories(folder.resolve("scenarios/cli/target/classes"));
        assertThat(StaticSite.folderOf(classes)).isEmpty();
    }
}
