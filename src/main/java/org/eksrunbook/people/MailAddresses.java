package org.eksrunbook.people;

import java.util.List;
import org.eksrunbook.incident.Stakeholder;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the owner of something is reached by mail. Read beside the engine's services: those show a person only the people that he may see. */
@Component
class MailAddresses {

    /** The channel of whom no address is known. */
    static final String NO_CHANNEL = "";

    private final JdbcClient jdbc;

    MailAddresses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The user of that name, else the members of the group of that name; whoever has no address is among them without one.
     *
     * @param owner a user's or group's name, or a mail address
     */
    List<Stakeholder> of(String owner, String role) {
        RowMapper<Stakeholder> person = (row, number) -> {
            String mail = row.getString("EMAIL_");
            return person(row.getString("ID_"), role, mail == null ? "" : mail.strip());
        };
        List<Stakeholder> user = jdbc.sql("select ID_, EMAIL_ from ACT_ID_USER where ID_ = ?")
                .param(owner)
                .query(person)
                .list();
        if (!user.isEmpty()) {
            return user;
        }
        List<Stakeholder> members = jdbc.sql("select u.ID_, u.EMAIL_ from ACT_ID_USER u"
                        + " join ACT_ID_MEMBERSHIP m on m.USER_ID_ = u.ID_ where m.GROUP_ID_ = ? order by u.ID_")
                .param(owner)
                .query(person)
                .list();
        return members.isEmpty() ? List.of(person(owner, role, "")) : members;
    }

    private static Stakeholder person(String name, String role, String mail) {
        String address = mail.isEmpty() && name.contains("@") ? name : mail;
        return new Stakeholder(name, role, address.isEmpty() ? NO_CHANNEL : "email", address);
    }
}
