package org.eksrunbook.trail;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Ends the reading where one row goes on and on: an opened quote that is never closed would fill the memory. */
final class RowLimitReader extends FilterReader {

    private final int largest;
    private long sinceRow;

    RowLimitReader(Reader in, int largest) {
        super(in);
        this.largest = largest;
    }

    void nextRow() {
        sinceRow = 0;
    }

    @Override
    public int read() throws IOException {
        int letter = super.read();
        count(letter < 0 ? 0 : 1);
        return letter;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int letters) throws IOException {
        sinceRow += letters;
        if (sinceRow > largest) {
            throw new IOException("a row of more than " + (largest >> 20) + " MB: a quote is not closed");
        }
    }
}
