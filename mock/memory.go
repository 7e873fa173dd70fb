package mock

import "sync"

// memory keeps values by keys, up to a number of them: the oldest go first.
type memory[K comparable, V any] struct {
	most int

	mu    sync.Mutex
	kept  map[K]V
	order []K // the oldest first
}

func newMemory[K comparable, V any](most int) *memory[K, V] {
	return &memory[K, V]{most: most, kept: map[K]V{}}
}

func (m *memory[K, V]) get(key K) (v V, there bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, there = m.kept[key]
	return v, there
}

func (m *memory[K, V]) put(key K, v V) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, there := m.kept[key]; !there {
		if len(m.order) >= m.most {
			delete(m.kept, m.order[0])
			m.order = m.order[1:]
		}
		m.order = append(m.order, key)
	}
	m.kept[key] = v
}
