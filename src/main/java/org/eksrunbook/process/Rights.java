package org.eksrunbook.process;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.stereotype.Component;

/**
 * The groups and what each may in the engine. Rights on tasks come from the tasks' candidates and from the door; what is
 * granted here is reading, starting and which web application opens.
 */
@Component
class Rights {

    /** Whom tasks wait for; Tasklist shows the name of a group only to who may read it. */
    private static final List<String> WORKERS =
            List.of(Group.RESPONDERS, Group.APPROVERS, Group.MANAGERS, Group.OWNERS, Group.FORENSICS);

    private final IdentityService identities;
    private final AuthorizationService authorizations;

    Rights(IdentityService identities, AuthorizationService authorizations) {
        this.identities = identities;
        this.authorizations = authorizations;
    }

    /** Adds what is missing; what is there stays. */
    void establish() {
        Group.NAMES.forEach(this::addGroup);
        for (String worker : WORKERS) {
            grant(worker, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
            grant(worker, Resources.FILTER, ANY, Permissions.READ);
            for (String group : WORKERS) {
                grant(worker, Resources.GROUP, group, Permissions.READ);
            }
        }
        grant(
                Group.RESPONDERS,
                Resources.PROCESS_DEFINITION,
                ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE);
        for (String process : ProcessKeys.STARTABLE) {
            grant(
                    Group.RESPONDERS,
                    Resources.PROCESS_DEFINITION,
                    process,
                    ProcessDefinitionPermissions.CREATE_INSTANCE);
        }
        grant(Group.RESPONDERS, Resources.PROCESS_INSTANCE, ANY, Permissions.CREATE);
        grant(
                Group.APPROVERS,
                Resources.PROCESS_DEFINITION,
                ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE);
        grant(
                Group.MANAGERS,
                Resources.PROCESS_DEFINITION,
                ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.READ_HISTORY);
        grant(Group.MANAGERS, Resources.DECISION_DEFINITION, ANY, Permissions.READ);
        grant(Group.MANAGERS, Resources.DEPLOYMENT, ANY, Permissions.READ);
        grant(Group.MANAGERS, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        for (Resources resource : Resources.values()) {
            grant(Group.ADMINISTRATORS, resource, ANY, Permissions.ALL);
        }
    }

    private void addGroup(String id, String name) {
        if (identities.createGroupQuery().groupId(id).count() == 0) {
            org.camunda.bpm.engine.identity.Group group = identities.newGroup(id);
            group.setName(name);
            group.setType(id.equals(Group.ADMINISTRATORS) ? "SYSTEM" : "WORKFLOW");
            identities.saveGroup(group);
        }
    }

    /** One authorization a group, resource and id: the engine allows no second. */
    private void grant(String group, Resource resource, String id, Permission... permissions) {
        boolean there = authorizations
                        .createAuthorizationQuery()
                        .groupIdIn(group)
                        .resourceType(resource)
                        .resourceId(id)
                        .count()
                > 0;
        if (!there) {
            Authorization authorization = authorizations.createNewAuthorization(AUTH_TYPE_GRANT);
            authorization.setGroupId(group);
            authorization.setResource(resource);
            authorization.setResourceId(id);
            authorization.setPermissions(permissions);
            authorizations.saveAuthorization(authorization);
        }
    }
}
