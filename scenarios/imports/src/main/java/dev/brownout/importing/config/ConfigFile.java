package dev.brownout.importing.config;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.io.FileError;
import dev.brownout.language.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Text of one configuration file.
 *
 * @param name name for comments and messages
 * @param text complete text
 */
public record ConfigFile(String name, String text) {
    /**
     * Reads the sources. The name of a file is the last segment of its path if that is unique, else the full path.
     *
     * @throws ImportException if a source cannot be read, is not UTF-8 text, or exceeds the size limit
     */
    public static List<ConfigFile> all(List<ImportSource> sources) throws ImportException {
        List<ConfigFile> files = new ArrayList<>();
        for (ImportSource source : sources) {
            String last = ImportSource.fileName(source.name());
            boolean once = sources.stream()
                            .filter(other -> ImportSource.fileName(other.name()).equals(last))
                            .count()
                    == 1;
            files.add(new ConfigFile(once ? last : source.name(), of(source).text()));
        }
        return files;
    }

    /**
     * Reads one source.
     *
     * @throws ImportException if it cannot be read, is not UTF-8 text, or exceeds the size limit
     */
    private static ConfigFile of(ImportSource source) throws ImportException {
        try (InputStream in = source.unpacked()) {
            byte[] bytes = in.readNBytes(YamlReader.MOST_BYTES + 1);
            if (bytes.length > YamlReader.MOST_BYTES) {
                throw new ImportException("{}: is larger than {} MB", source.name(), YamlReader.MOST_BYTES / 1_000_000);
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new ConfigFile(source.name(), text);
        } catch (CharacterCodingException other) {
            throw new ImportException("{}: is not UTF-8 text", source.name());
        } catch (IOException failed) {
            throw new ImportException("{}: cannot be read: {}", source.name(), FileError.words(failed));
        }
    }
}
