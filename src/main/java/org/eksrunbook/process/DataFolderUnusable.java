package org.eksrunbook.process;

import java.io.IOException;
import java.nio.file.Path;

/** The folder that the server keeps its state in cannot be made or written. */
final class DataFolderUnusable extends RuntimeException {

    DataFolderUnusable(Path path, IOException why) {
        super("The server keeps its state in " + path + ", and that cannot be made or kept private: " + why, why);
    }
}
