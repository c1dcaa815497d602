package access

import "slices"

// OperatorsOnly lists the full names of the methods that only operators may call
// unless a policy says otherwise, sorted: the administration of the system. They
// can be turned off altogether, see GRPC_METHODS_OFF.
func OperatorsOnly() ([]string, error) {
	methods, err := defaults()
	if err != nil {
		return nil, err
	}
	var names []string
	for name, roles := range methods {
		if slices.Equal(roles, []Role{Operator}) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}
