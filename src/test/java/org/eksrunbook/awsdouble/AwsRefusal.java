package org.eksrunbook.awsdouble;

import java.util.List;

/** An error that AWS answers. */
public final class AwsRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public AwsRefusal(String code, String message) {
        this(400, code, message);
    }

    public AwsRefusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** What a caller without the permission is told. */
    public static AwsRefusal denied(AwsRequest request) {
        boolean xml = List.of("ec2", "iam", "s3").contains(request.service());
        return new AwsRefusal(
                xml ? 403 : 400,
                switch (request.service()) {
                    case "ec2" -> "UnauthorizedOperation";
                    case "s3" -> "AccessDenied";
                    default -> "AccessDeniedException";
                },
                "User of account " + request.account() + " is not authorized to perform: " + request.service() + ":"
                        + request.operation());
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }
}
