package org.eksrunbook.asset;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.RowMapper;

enum CmdbEntryMapper implements RowMapper<CmdbEntry> {
    INSTANCE;

    @Override
    public CmdbEntry mapRow(ResultSet row, int number) throws SQLException {
        return new CmdbEntry(
                row.getString("application"),
                row.getString("owner"),
                row.getString("environment"),
                row.getString("data_class"),
                row.getString("resource_id"),
                row.getString("resource_type"),
                row.getString("configuration"),
                row.getString("status"),
                row.getString("status_incident"),
                row.getLong("version"));
    }
}
