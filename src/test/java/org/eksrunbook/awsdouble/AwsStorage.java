package org.eksrunbook.awsdouble;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** S3: bodies are files, and its model is not among those published for Java. So it reads and writes its own wire. */
public interface AwsStorage {

    /** As it is signed. */
    String name();

    /** What a request asks for, so that faults find it. */
    Wire.Asked asked(HttpExchange exchange);

    /** Whether the operation has pages. */
    boolean pages(String operation);

    /**
     * @param page a fault of pages
     * @throws AwsRefusal for an error that AWS would answer
     */
    Reply answer(HttpExchange exchange, byte[] body, @Nullable AwsFault page) throws IOException;

    Reply refused(AwsRefusal refusal);

    /** What was asked or answered otherwise than the service's model says, where that is at hand. */
    List<String> misfits();
}
